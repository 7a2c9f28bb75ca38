import type { RequestForm, SampleLanguage, SampleRequest } from "../model/site.ts";
import { sampleCode } from "../samples/sample-code.ts";
import { filterRequest } from "./composer/filters.ts";
import type { ComposerHooks } from "./composer/main.ts";
import { chooseFilter, chosenFilters } from "./filter.ts";
import { highlightLive } from "./highlight-live.ts";
import { loadScript } from "./load-script.ts";

/** The JSON that the page of an operation contains for its form and its samples. */
interface FormData {
  form: RequestForm;
  samples: { key: string; title: string; request: SampleRequest }[];
}

declare global {
  /** Set by the composer's script. */
  var openComposer: typeof import("./composer/main.ts").openComposer | undefined;
  /** Set by the script with the client's validator, if the operation has one. */
  var validateRequest: ComposerHooks["validate"];
}

/** Rewrites the samples for the chosen filters, and lets a button open the composer. */
export function offerComposer(): void {
  const data = readData();
  if (!data) return;
  const original = new Map([...codes()].map((code) => [code, [...code.childNodes]]));
  const write = () => filterSamples(data, original);
  document.addEventListener("filterchange", write);
  if (Object.keys(chosenFilters()).length > 0) write();

  const dialog = document.querySelector<HTMLDialogElement>("dialog.compose-dialog");
  const host = dialog?.querySelector<HTMLElement>(".composer");
  if (!dialog || !host) return;
  document.querySelector(".compose-open")?.addEventListener("click", async () => {
    dialog.showModal();
    // What the reader filled in stays until they leave the page.
    if (host.childElementCount === 0) await fill(host, data);
  });
  dialog.querySelector(".compose-close")?.addEventListener("click", () => dialog.close());
}

/** Loads the composer and fills its form with the sample that is open. */
async function fill(host: HTMLElement, { form, samples }: FormData): Promise<void> {
  const { composer, validator } = host.dataset;
  try {
    if (composer) await loadScript(composer);
    if (validator) await loadScript(validator);
  } catch (error) {
    host.textContent = error instanceof Error ? error.message : String(error);
    return;
  }
  const open = document.querySelector<HTMLElement>("details.sample[open]")?.dataset["sample"];
  const { validateRequest } = globalThis;
  globalThis.openComposer?.(host, form, {
    highlight: highlightLive,
    samples,
    sample: samples.findIndex(({ key }) => key === open),
    chooseFilter,
    ...(validateRequest && { validate: validateRequest }),
  });
}

function readData(): FormData | undefined {
  const text = document.querySelector(".form-data")?.textContent;
  return text ? (JSON.parse(text) as FormData) : undefined;
}

/** Shows of each sample only what the filters leave. If they leave everything, shows the sample as it was built. */
function filterSamples({ form, samples }: FormData, original: ReadonlyMap<Element, Node[]>): void {
  const chosen = chosenFilters();
  for (const { key, request } of samples) {
    const filtered = filterRequest(request, form, chosen);
    const same = JSON.stringify(filtered) === JSON.stringify(request);
    const written = sampleCode(form.operation, filtered);
    for (const code of codes(`[data-sample="${CSS.escape(key)}"]`)) {
      const language = code.closest<HTMLElement>(".language")?.dataset["language"] as SampleLanguage;
      code.replaceChildren(...(same ? (original.get(code) ?? []) : [highlightLive(language, written[language])]));
    }
  }
}

function codes(within = ""): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>(`${within} .language code`);
}
