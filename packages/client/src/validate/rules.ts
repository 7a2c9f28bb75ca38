import type { Model, ModelType, Trainer, TrainingParameters, UpdateModelRequest } from "@scenario-openapi/types";
import { shown, type ValueProblem } from "../validation/problems.ts";

/** The names of the rules that the documentation states in words, in the order in which they are applied. */
export const ruleNames = [
  "type-only-while-new",
  "epoch-model-type",
  "epoch-needs-epochs",
  "epoch-needs-trained",
  "composition-needs-concepts",
  "kontext-concept-scale-range",
  "rank-range",
  "learning-rate-text-encoder-range",
  "max-train-steps-range",
  "sample-pairs-length",
  "validation-frequency-limit",
] as const;

/** The name of a rule that the documentation states in words. */
export type RuleName = (typeof ruleNames)[number];

/** A rule that an update breaks. */
export interface RuleProblem extends ValueProblem {
  rule: RuleName;
}

/** What the rules need to know about a model before the update. A property that is missing, the model does not have. */
export type ModelBefore = Pick<Model, "type" | "status" | "concepts" | "epochs" | "parameters">;

const trainerTitles: Record<Trainer, string> = {
  sd15: "SD1.5",
  "sdxl-lora": "SDXL LoRA",
  "flux-lora": "Flux LoRA",
  musubi: "Musubi",
  "elevenlabs-voice": "ElevenLabs voice",
};

// Only the types whose name tells the trainer. It is not documented which types Musubi trains.
const trainersByType: ReadonlyMap<ModelType, Trainer> = new Map<ModelType, Trainer>([
  ["sd-1_5", "sd15"],
  ["sd-1_5-lora", "sd15"],
  ["sd-xl", "sdxl-lora"],
  ["sd-xl-lora", "sdxl-lora"],
  ["flux.1-lora", "flux-lora"],
  ["flux.1-kontext-lora", "flux-lora"],
  ["flux.1-krea-lora", "flux-lora"],
  ["elevenlabs-voice", "elevenlabs-voice"],
]);

const compositionTypes: readonly ModelType[] = ["flux.1-composition", "sd-1_5-composition", "sd-xl-composition"];
const typesWithEpochs: readonly ModelType[] = ["flux.1-lora", "flux.1-kontext-lora"];
const kontextTypes: readonly ModelType[] = ["flux.1-kontext-dev", "flux.1-kontext-lora"];

/** The lowest and the highest allowed value. */
type Range = readonly [minimum: number, maximum: number];

const kontextScale: Range = [0, 2];

const parameterRanges: readonly [keyof TrainingParameters, RuleName, ReadonlyMap<Trainer, Range>][] = [
  [
    "rank",
    "rank-range",
    new Map<Trainer, Range>([
      ["flux-lora", [2, 64]],
      ["musubi", [2, 128]],
    ]),
  ],
  [
    "learningRateTextEncoder",
    "learning-rate-text-encoder-range",
    new Map<Trainer, Range>([
      ["flux-lora", [0.000001, 0.001]],
      ["sdxl-lora", [0, Infinity]],
    ]),
  ],
  [
    "maxTrainSteps",
    "max-train-steps-range",
    new Map<Trainer, Range>([
      ["sd15", [0, 40_000]],
      ["sdxl-lora", [0, 40_000]],
      ["flux-lora", [0, 10_000]],
    ]),
  ],
];

/**
 * Returns the trainer of a model type, or `undefined` if the type's name does not tell it.
 *
 * @example
 * trainerOf("flux.1-lora"); // "flux-lora"
 */
export function trainerOf(type: ModelType | undefined): Trainer | undefined {
  return type === undefined ? undefined : trainersByType.get(type);
}

type Refuse = (rule: RuleName, pointer: string, message: string) => void;

/**
 * Returns every documented rule that an update breaks and that no schema can express; an empty array if it breaks none.
 * The rules skip values of the wrong type, which the schema reports.
 *
 * @param model the model before the update; without it, only the rules that need no model are applied
 * @param trainer the trainer of the model; default: the trainer of the type in the body, else of the model's type
 *
 * @example
 * findRuleProblems({ type: "flux.1-lora", parameters: { rank: 128 } });
 * // [{ pointer: "/parameters/rank", rule: "rank-range", message: "must be from 2 to 64 for Flux LoRA training, is 128" }]
 */
export function findRuleProblems(body: UpdateModelRequest, model?: ModelBefore, trainer?: Trainer): RuleProblem[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const problems: RuleProblem[] = [];
  const refuse: Refuse = (rule, pointer, message) => problems.push({ pointer, rule, message });
  checkType(refuse, body, model);
  checkEpoch(refuse, body, model);
  checkConcepts(refuse, body, model);
  checkRanges(refuse, body, trainer ?? trainerOf(body.type ?? model?.type));
  checkSamplePairs(refuse, body, model);
  checkValidationFrequency(refuse, body, model);
  return problems;
}

function checkType(refuse: Refuse, { type }: UpdateModelRequest, model: ModelBefore | undefined): void {
  // Sending the type that the model already has changes nothing, so any status allows it.
  if (type === undefined || model === undefined || type === model.type || model.status === "new") return;
  const message = `can change only while the model's status is "new", is ${shown(model.status)}`;
  refuse("type-only-while-new", "/type", message);
}

function checkEpoch(refuse: Refuse, body: UpdateModelRequest, model: ModelBefore | undefined): void {
  if (body.epoch === undefined || body.epoch === null) return;
  const pointer = "/epoch";
  // Only a trained model can have an epoch, and a trained model keeps its type: the type in the body does not count.
  const type = model?.type ?? body.type;
  if (type !== undefined && !typesWithEpochs.includes(type)) {
    const allowed = typesWithEpochs.map((name) => `"${name}"`).join(" and ");
    refuse("epoch-model-type", pointer, `can be set only on ${allowed} models, the type is ${shown(type)}`);
  }
  if (model === undefined) return;
  if ((model.epochs ?? []).length === 0) {
    refuse("epoch-needs-epochs", pointer, "can be set only on a model that has epochs, this one has none");
  }
  if (model.status !== "trained") {
    const message = `can be set only when the model's status is "trained", is ${shown(model.status)}`;
    refuse("epoch-needs-trained", pointer, message);
  }
}

function checkConcepts(refuse: Refuse, body: UpdateModelRequest, model: ModelBefore | undefined): void {
  const type = body.type ?? model?.type;
  if (type === undefined) return;
  const { concepts } = body;
  // An update of other fields is not to blame if a composition has no concepts yet.
  const changed = concepts !== undefined || (body.type !== undefined && model !== undefined);
  const left = concepts ?? model?.concepts ?? [];
  if (compositionTypes.includes(type) && changed && Array.isArray(left) && left.length === 0) {
    refuse("composition-needs-concepts", "/concepts", `must be one or more for "${type}"`);
  }
  if (!kontextTypes.includes(type) || !Array.isArray(concepts)) return;
  for (const [index, concept] of concepts.entries()) {
    const message = outside(kontextScale, concept?.scale, "Kontext");
    if (message) refuse("kontext-concept-scale-range", `/concepts/${index}/scale`, message);
  }
}

function checkRanges(refuse: Refuse, body: UpdateModelRequest, trainer: Trainer | undefined): void {
  if (trainer === undefined) return;
  for (const [parameter, rule, ranges] of parameterRanges) {
    const range = ranges.get(trainer);
    const message = range && outside(range, body.parameters?.[parameter], `${trainerTitles[trainer]} training`);
    if (message) refuse(rule, `/parameters/${parameter}`, message);
  }
}

function checkSamplePairs(refuse: Refuse, body: UpdateModelRequest, model: ModelBefore | undefined): void {
  const pointer = firstSent(body, "sampleSourceImages", "samplePrompts");
  const samplePrompts = afterUpdate(body, model, "samplePrompts");
  const images = afterUpdate(body, model, "sampleSourceImages");
  if (pointer === undefined || !Array.isArray(images)) return;
  // Without the model, prompts that the body leaves out may exist.
  if (samplePrompts === undefined && model === undefined) return;
  const prompts = samplePrompts ?? [];
  if (!Array.isArray(prompts) || prompts.length === images.length) return;
  const found = `leaves ${images.length} and ${prompts.length}`;
  refuse("sample-pairs-length", pointer, `must leave as many sampleSourceImages as samplePrompts, ${found}`);
}

function checkValidationFrequency(refuse: Refuse, body: UpdateModelRequest, model: ModelBefore | undefined): void {
  const pointer = firstSent(body, "validationFrequency", "maxTrainSteps");
  const frequency = afterUpdate(body, model, "validationFrequency");
  const steps = afterUpdate(body, model, "maxTrainSteps");
  if (pointer === undefined || !isNumber(frequency) || !isNumber(steps) || frequency <= steps) return;
  const found = `leaves ${frequency} and ${steps}`;
  refuse(
    "validation-frequency-limit",
    pointer,
    `must leave validationFrequency no greater than maxTrainSteps, ${found}`,
  );
}

/** Returns the value that a training parameter has after the update. */
function afterUpdate<Name extends keyof TrainingParameters>(
  body: UpdateModelRequest,
  model: ModelBefore | undefined,
  parameter: Name,
): TrainingParameters[Name] | undefined {
  const sent = body.parameters?.[parameter];
  return sent === undefined ? model?.parameters?.[parameter] : sent;
}

/** Returns the pointer to the first of the parameters that the body sends: an update is not to blame for the others. */
function firstSent(body: UpdateModelRequest, ...parameters: (keyof TrainingParameters)[]): string | undefined {
  const sent = parameters.find((parameter) => body.parameters?.[parameter] !== undefined);
  return sent === undefined ? undefined : `/parameters/${sent}`;
}

/** Returns the message for a number outside its range; `undefined` if the value is inside, or not a number. */
function outside([minimum, maximum]: Range, value: unknown, subject: string): string | undefined {
  if (!isNumber(value) || (value >= minimum && value <= maximum)) return undefined;
  const bounds = maximum === Infinity ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
  return `must be ${bounds} for ${subject}, is ${value}`;
}

/** JSON has no NaN and no infinite numbers, and the schema reports them. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
