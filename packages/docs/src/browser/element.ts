/** An element with properties and children. A string becomes text, never markup; undefined and false are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string | undefined | false)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

let count = 0;

/** An id that no other element of the page has. */
export function freshId(): string {
  count++;
  return `composer-${count}`;
}
