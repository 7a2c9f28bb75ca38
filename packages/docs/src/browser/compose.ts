import type { RequestForm, SampleRequest } from "../model/site.ts";
import type { ComposerHooks } from "./composer/main.ts";
import { chooseFilter } from "./filter.ts";
import { highlightLive } from "./highlight-live.ts";
import { loadScript } from "./load-script.ts";
import { fits, matchSamples, onlyChoice } from "./matching-samples.ts";

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

/** Sets aside the samples that are for other choices, and lets a button open the composer. */
export function offerComposer(): void {
  const data = readData();
  if (!data) return;
  matchSamples(data.form, data.samples);
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
    fits: (request) => fits(form, request),
    choiceFor: (request) => onlyChoice(form, request),
    ...(validateRequest && { validate: validateRequest }),
  });
}

function readData(): FormData | undefined {
  const text = document.querySelector(".form-data")?.textContent;
  return text ? (JSON.parse(text) as FormData) : undefined;
}
