import type { RequestForm, SampleLanguage, SampleRequest } from "../../model/site.ts";
import { languages, sampleCode } from "../../samples/sample-code.ts";
import { element, freshId } from "../element.ts";
import type { Highlight } from "./main.ts";

/** The samples of a request, one of which is visible. JSON comes first, as it is what the form fills in. */
export function samplePane({ operation, body }: RequestForm, highlight: Highlight) {
  let samples = sampleCode(operation, { path: {}, query: {}, header: {} });
  const offered = languages
    .toSorted((a, b) => Number(b.language === "json") - Number(a.language === "json"))
    .filter(({ language }) => (language === "json" ? body !== undefined : samples[language] !== ""));
  let visible: SampleLanguage = offered[0]?.language ?? "curl";
  const code = element("code");
  const show = () => code.replaceChildren(highlight(visible, samples[visible]));

  const group = freshId();
  const tabs = offered.map(({ language, title }) => {
    const radio = element("input", {
      type: "radio",
      name: group,
      value: language,
      checked: language === visible,
      autocomplete: "off",
    });
    radio.addEventListener("change", () => {
      visible = language;
      show();
    });
    return element("label", {}, radio, element("span", { textContent: title }));
  });
  const legend = element("legend", { textContent: "The request as" });

  const copy = element("button", { type: "button", className: "composer-button", textContent: "Copy" });
  const copied = element("span", { className: "composer-hint", role: "status" });
  copy.addEventListener("click", async () => {
    copied.textContent = await navigator.clipboard.writeText(samples[visible]).then(
      () => "Copied",
      () => {
        getSelection()?.selectAllChildren(code);
        return "The browser does not let the page copy. The text is selected: press Ctrl+C.";
      },
    );
  });

  return {
    element: element(
      "div",
      { className: "composer-samples" },
      element("fieldset", { className: "composer-tabs" }, legend, ...tabs),
      element("pre", { tabIndex: 0, role: "region", ariaLabel: "The request" }, code),
      element("div", { className: "composer-copy" }, copy, copied),
    ),
    update: (request: SampleRequest) => {
      const before = samples[visible];
      samples = sampleCode(operation, request);
      if (samples[visible] === before && code.hasChildNodes()) return;
      copied.textContent = "";
      show();
    },
  };
}
