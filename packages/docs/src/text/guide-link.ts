/** Guides link to each other and to pages as Markdown files, so that they read well in the repository too. */
export function guideLink(href: string): string {
  return /^[a-z]+:/i.test(href) ? href : href.replace(/\.md(?=#|$)/, ".html");
}
