// Descriptions as HTML.
import { beforeAll, expect, it } from "vitest";
import { createHighlight } from "../src/text/highlight.ts";
import { markdownRenderer, type RenderMarkdown } from "../src/text/markdown.ts";
import { plainText } from "../src/text/plain-text.ts";

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
  ["<h1>Title</h1><h2>Part</h2>", "<h3>Title</h3><h4>Part</h4>"],
  ["# Title\n\n<h2>Part</h2>", "<h3>Title</h3>\n<h4>Part</h4>"],
  ["<details open><summary>More</summary>all</details>", "<details><summary>More</summary>all</details>"],
  ['<dl id="body" class="facts"><dt>a<dd>b</dl>', "<dl><dt>a</dt><dd>b</dd></dl>"],
  ['<a name="here">a</a> <a href="javascript:x()">b</a>', "<p><a>a</a> <a>b</a></p>"],
  ['<svg onload="x()">a</svg>', '<p>&lt;svg onload="x()"&gt;a&lt;/svg&gt;</p>'],
  ["Map<string, Array<Bread>>", "<p>Map&lt;string, Array&lt;Bread&gt;&gt;</p>"],
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

it("each heading of a guide links to itself", () => {
  expect(render("## What is `retried`\n\nAll.", { level: 2, ids: true })).toContain(
    '<h2 id="what-is-retried">What is <code>retried</code> <a class="anchor" href="#what-is-retried" aria-label="Link to What is retried">#</a></h2>',
  );
});

it.each([
  ["<p>Use <code>x</code> &amp; <b>y</b>.</p>\n<p>Or <i>z</i>.</p>", "Use x & y. Or z."],
  ["# A `b`\n\n- *One*\n- [Two](https://a.example/)\n\n```\ncode\n```", "A b One Two"],
  ["Get <id> of `<model_id>`<br>now", "Get <id> of <model_id> now"],
  ["<table><tr><td>a</td><td>b</td></tr></table>", "a b"],
  ["x<sub>2</sub> < 3 &lt; 4", "x2 < 3 < 4"],
  ["![A tree](tree.png) <!-- hidden -->end", "A tree end"],
])("%j in plain text", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});
