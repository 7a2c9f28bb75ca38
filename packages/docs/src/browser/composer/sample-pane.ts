import type { RequestForm, SampleLanguage, SampleRequest } from "../../model/site.ts";
import { sampleCode } from "../../samples/sample-code.ts";
import { element, freshId } from "../element.ts";
import type { Highlight } from "./open-composer.ts";

const titles: readonly (readonly [SampleLanguage, string])[] = [
  ["json", "JSON"],
  ["curl", "curl"],
  ["client", "TypeScript"],
  ["fetch", "fetch"],
];

/** The body and the samples of a request, one of them on show. */
export function samplePane({ operation, body }: RequestForm, highlight: Highlight) {
  const languages = titles.filter(
    ([language]) =>
      (language !== "json" || body !== undefined) && (language !== "client" || operation.client !== undefined),
  );
  let shown = languages[0]?.[0] ?? "curl";
  let samples = sampleCode(operation, { path: {}, query: {}, header: {} });
  const code = element("code");
  const show = () => code.replaceChildren(highlight(shown, samples[shown]));

  const group = freshId();
  const tabs = element(
    "fieldset",
    { className: "composer-tabs" },
    element("legend", { textContent: "The request as" }),
  );
  for (const [language, title] of languages) {
    const radio = element("input", {
      type: "radio",
      name: group,
      value: language,
      checked: language === shown,
      autocomplete: "off",
    });
    radio.addEventListener("change", () => {
      shown = language;
      show();
    });
    tabs.append(element("label", {}, radio, element("span", { textContent: title })));
  }

  const copy = element("button", { type: "button", className: "composer-button", textContent: "Copy" });
  const copied = element("span", { className: "composer-hint" });
  copied.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    copied.textContent = await navigator.clipboard.writeText(samples[shown]).then(
      () => "Copied",
      () => {
        getSelection()?.selectAllChildren(code);
        return "The browser does not let the page copy. The text is selected: press Ctrl+C.";
      },
    );
  });
  const pre = element("pre", { tabIndex: 0 }, code);
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", "The request");

  return {
    element: element(
      "div",
      { className: "composer-samples" },
      tabs,
      pre,
      element("div", { className: "composer-copy" }, copy, copied),
    ),
    update: (request: SampleRequest) => {
      const before = samples[shown];
      samples = sampleCode(operation, request);
      if (samples[shown] === before && code.hasChildNodes()) return;
      copied.textContent = "";
      show();
    },
  };
}
