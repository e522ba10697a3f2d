/** @file Electron's `Menu`, which nobody sees. */

interface Item {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly Item[];
  readonly click?: () => void;
}

export class Menu {
  private static current: Menu | null = null;
  readonly items: readonly Item[];

  private constructor(items: readonly Item[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Item[]): Menu {
    return new Menu(template);
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
      items.map(({ submenu = [] }) => search(submenu)).find((found) => found !== undefined);
    return search(this.items) ?? null;
  }
}
