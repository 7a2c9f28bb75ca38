import axe from "axe-core";
import { addresses, type ContenderKey } from "./contenders.ts";
import { openOperation, type Shown, withPage } from "./open-page.ts";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** How many elements of an operation's page break a rule of axe, by the theme that the reader prefers. */
export async function measureAccessibility(key: ContenderKey, shown: Shown): Promise<Record<Theme, number>> {
  const [light, dark] = await Promise.all([violations(key, shown, "light"), violations(key, shown, "dark")]);
  return { light, dark };
}

async function violations(key: ContenderKey, shown: Shown, colorScheme: Theme): Promise<number> {
  // axe is a script that no page's policy allows: only to examine the page is the policy put aside.
  return withPage(shown, { bypassCSP: true, colorScheme }, async (page) => {
    await openOperation(page, addresses[key], shown.server.origin);
    await page.evaluate("for (const element of document.querySelectorAll('details')) element.open = true");
    await page.addScriptTag({ content: axe.source });
    return page.evaluate<number>(`
      axe.run(document, { resultTypes: ["violations"] })
        .then(({ violations }) => violations.reduce((sum, { nodes }) => sum + nodes.length, 0))
    `);
  });
}
