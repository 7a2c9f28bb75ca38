// Descriptions as HTML.
import { beforeAll, expect, it } from "vitest";
import { createHighlight } from "../src/text/highlight.ts";
import { markdownRenderer, type RenderMarkdown } from "../src/text/markdown.ts";

let render: RenderMarkdown;
beforeAll(async () => {
  render = markdownRenderer(await createHighlight());
});

it.each([
  ["<p>Use <code>x</code> &amp; <b>y</b>.</p>", "<p>Use <code>x</code> &amp; <b>y</b>.</p>"],
  ["One<br>two <sub>3</sub>", "<p>One<br />two <sub>3</sub></p>"],
  [
    '<table><tr><td align="right" colspan="2" style="color:red">cell</td></tr></table>',
    '<div class="table" tabindex="0"><table><tr><td colspan="2" class="right">cell</td></tr></table></div>',
  ],
  ["<h1>Title</h1>", "<h3>Title</h3>"],
  ["<pre>code</pre>", '<pre tabindex="0">code</pre>'],
  ['<img src="https://a.example/x.png" alt="A tree">', '<a href="https://a.example/x.png" rel="noreferrer">A tree</a>'],
  [
    '<a href="https://a.example/" target="_blank" onclick="x()">a</a>',
    '<p><a href="https://a.example/" rel="noreferrer">a</a></p>',
  ],
  ["Get <id> of <model_id>", "<p>Get &lt;id&gt; of &lt;model_id&gt;</p>"],
  ["<b>unclosed </div>", "<p><b>unclosed </b></p>"],
  ["a < b", "<p>a &lt; b</p>"],
])("%s", (text, html) => {
  expect(render(text, { level: 3 }).trim()).toBe(html);
});

it("Markdown beside HTML keeps its headings, tables and code", () => {
  const html = render('# A <b>b</b>\n\n| x |\n| -: |\n| 1 |\n\n```json\n{ "a": 1 }\n```', { level: 2 });
  expect(html).toContain("<h2>A <b>b</b></h2>");
  expect(html).toContain('<div class="table" tabindex="0"><table>');
  expect(html).toContain('<td class="right">1</td>');
  expect(html).toMatch(/<pre tabindex="0"><code>.*<i class="t[a-z]">/);
});
