import type { RequestForm, SampleLanguage, SampleRequest } from "../model/site.ts";
import { filterRequest } from "../samples/filter-request.ts";
import { sampleCode } from "../samples/sample-code.ts";
import type { ComposerHooks } from "./composer/open-composer.ts";
import { chosenFilters } from "./filter.ts";
import { highlightLive } from "./highlight-live.ts";
import { loadScript } from "./load-script.ts";

/** What a page of an operation carries for its form and its samples. */
interface FormData {
  form: RequestForm;
  samples: { key: string; request: SampleRequest }[];
}

declare global {
  /** Set by the script of the composer. */
  var openComposer: typeof import("./composer/main.ts").openComposer | undefined;
  /** Set by the script with the client's validator, where the operation has one. */
  var validateRequest: ComposerHooks["validate"];
}

/** Writes the samples anew for the chosen filters, and opens the composer where it is asked for. */
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
    // What was filled in stays, until the page is left.
    if (host.childElementCount === 0) await fill(host, data);
  });
  dialog.querySelector(".compose-close")?.addEventListener("click", () => dialog.close());
}

/** Makes the form, which starts with the sample that is open. */
async function fill(host: HTMLElement, { form, samples }: FormData): Promise<void> {
  const { composer, validator } = host.dataset;
  try {
    if (composer) await loadScript(composer);
    if (validator) await loadScript(validator);
  } catch (error) {
    host.textContent = `${(error as Error).message}.`;
    return;
  }
  const open = document.querySelector<HTMLElement>("details.sample[open]")?.dataset["sample"];
  const start = samples.find(({ key }) => key === open)?.request ?? form.start;
  const { validateRequest } = globalThis;
  const hooks = { highlight: highlightLive, ...(validateRequest && { validate: validateRequest }) };
  globalThis.openComposer?.(host, { ...form, start }, hooks);
}

function readData(): FormData | undefined {
  const text = document.querySelector(".form-data")?.textContent;
  return text ? (JSON.parse(text) as FormData) : undefined;
}

/** The samples with only what the chosen filters leave; as they were where they leave all. */
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
