/** @file Electron's `Menu`, which nobody sees. */

interface Template {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly submenu?: readonly Template[];
  readonly click?: () => void;
}

class Item {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: readonly Item[];
  // MenuItem.enabled, .checked: "This property can be dynamically changed."
  enabled: boolean;
  checked = false;
  private readonly onClick: (() => void) | undefined;

  constructor(template: Template) {
    const { id, label = "", role, submenu = [], enabled = true, click, accelerator } = template;
    this.id = id;
    this.label = label;
    this.role = role;
    // MenuItemConstructorOptions.type: "If a `submenu` is specified, the value of this property is `submenu`."
    this.type = template.type ?? (template.submenu ? "submenu" : "normal");
    this.accelerator = accelerator;
    this.submenu = submenu.map((inner) => new Item(inner));
    this.enabled = enabled;
    this.onClick = click;
  }

  /** "A `checkbox` menu item will toggle the `checked` property on and off when selected." */
  click(): void {
    if (this.type === "checkbox") this.checked = !this.checked;
    if (this.type === "radio") this.checked = true;
    this.onClick?.();
  }
}

export class Menu {
  private static current: Menu | null = null;
  readonly items: readonly Item[];

  private constructor(items: readonly Item[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Template[]): Menu {
    return new Menu(template.map((item) => new Item(item)));
  }

  static setApplicationMenu(menu: Menu): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  getMenuItemById(id: string): Item | null {
    const search = (items: readonly Item[]): Item | undefined =>
      items.find((item) => item.id === id) ??
      items.map(({ submenu }) => search(submenu)).find((found) => found !== undefined);
    return search(this.items) ?? null;
  }
}
