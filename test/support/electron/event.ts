/** @file An event whose usual consequence a listener may prevent. */

export class Preventable {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
