type Child = Node | string | undefined | false;

/** An element with properties and children. Text is only ever text: nothing here reads markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

let count = 0;

/** An id that no element of the page has. */
export function freshId(): string {
  count++;
  return `composer-${count}`;
}
