import type { Model, ModelType, Trainer, TrainingParameters, UpdateModelRequest } from "@scenario-openapi/types";
import type { ValueProblem } from "./problem.ts";
import { shown } from "./shown.ts";

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

/** What the rules look at of a model as it is before the update. What is not there, the model does not have. */
export type ModelBefore = Pick<Model, "type" | "status" | "concepts" | "epochs" | "parameters">;

const trainerTitles: Record<Trainer, string> = {
  sd15: "SD1.5",
  "sdxl-lora": "SDXL LoRA",
  "flux-lora": "Flux LoRA",
  musubi: "Musubi",
  "elevenlabs-voice": "ElevenLabs voice",
};

// Only the types whose own name tells the trainer. Which types Musubi trains is not documented.
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

const compositionTypes: ReadonlySet<ModelType> = new Set<ModelType>([
  "flux.1-composition",
  "sd-1_5-composition",
  "sd-xl-composition",
]);

const typesWithEpochs: ReadonlySet<ModelType> = new Set<ModelType>(["flux.1-lora", "flux.1-kontext-lora"]);

const kontextTypes: ReadonlySet<ModelType> = new Set<ModelType>(["flux.1-kontext-dev", "flux.1-kontext-lora"]);
const kontextScale = { minimum: 0, maximum: 2 };

interface Range {
  minimum?: number;
  maximum?: number;
}

interface ParameterRange extends Range {
  parameter: keyof TrainingParameters;
  rule: RuleName;
  trainers: readonly Trainer[];
}

const parameterRanges: readonly ParameterRange[] = [
  { parameter: "rank", rule: "rank-range", trainers: ["flux-lora"], minimum: 2, maximum: 64 },
  { parameter: "rank", rule: "rank-range", trainers: ["musubi"], minimum: 2, maximum: 128 },
  {
    parameter: "learningRateTextEncoder",
    rule: "learning-rate-text-encoder-range",
    trainers: ["flux-lora"],
    minimum: 0.000001,
    maximum: 0.001,
  },
  {
    parameter: "learningRateTextEncoder",
    rule: "learning-rate-text-encoder-range",
    trainers: ["sdxl-lora"],
    minimum: 0,
  },
  {
    parameter: "maxTrainSteps",
    rule: "max-train-steps-range",
    trainers: ["sd15", "sdxl-lora"],
    minimum: 0,
    maximum: 40_000,
  },
  { parameter: "maxTrainSteps", rule: "max-train-steps-range", trainers: ["flux-lora"], minimum: 0, maximum: 10_000 },
];

/**
 * Returns the trainer that a model type's own name tells, `undefined` where it tells none.
 *
 * @example
 * trainerOf("flux.1-lora"); // "flux-lora"
 */
export function trainerOf(type: ModelType | undefined): Trainer | undefined {
  return type === undefined ? undefined : trainersByType.get(type);
}

/**
 * Returns every documented rule that an update breaks and that no schema keyword can hold; an empty array where it
 * breaks none. Values of the wrong type are for the schema to report, so the rules pass over them.
 *
 * @param body The update.
 * @param model The model as it is before the update. Without it, only the rules that need no model are applied.
 * @param trainer What trains the model. Found from the type in the body, else from the model's, when not given.
 *
 * @example
 * findRuleProblems({ type: "flux.1-lora", parameters: { rank: 128 } });
 * // [{ pointer: "/parameters/rank", rule: "rank-range", message: "must be from 2 to 64 for Flux LoRA training, is 128" }]
 */
export function findRuleProblems(body: UpdateModelRequest, model?: ModelBefore, trainer?: Trainer): RuleProblem[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  return [
    ...findTypeProblems(body, model),
    ...findEpochProblems(body, model),
    ...findCompositionProblems(body, model),
    ...findConceptScaleProblems(body, model),
    ...findRangeProblems(body, trainer ?? trainerOf(body.type ?? model?.type)),
    ...findSamplePairProblems(body, model),
    ...findValidationFrequencyProblems(body, model),
  ];
}

function findTypeProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  // Sending the type that the model already has changes nothing, so it is fine at any status.
  if (body.type === undefined || model === undefined || body.type === model.type || model.status === "new") return [];
  return [
    {
      pointer: "/type",
      rule: "type-only-while-new",
      message: `can change only while the model's status is "new", is ${shown(model.status)}`,
    },
  ];
}

function findEpochProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  if (body.epoch === undefined || body.epoch === null) return [];
  const problems: RuleProblem[] = [];
  const add = (rule: RuleName, message: string) => problems.push({ pointer: "/epoch", rule, message });

  // A model that is trained keeps its type, so it is the model's that counts.
  const type = model?.type ?? body.type;
  if (type !== undefined && !typesWithEpochs.has(type)) {
    add("epoch-model-type", `can be set only on ${listed(typesWithEpochs)} models, the type is ${shown(type)}`);
  }
  if (model !== undefined && (model.epochs ?? []).length === 0) {
    add("epoch-needs-epochs", "can be set only on a model that has epochs, this one has none");
  }
  if (model !== undefined && model.status !== "trained") {
    add("epoch-needs-trained", `can be set only when the model's status is "trained", is ${shown(model.status)}`);
  }
  return problems;
}

function findCompositionProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  const type = body.type ?? model?.type;
  if (type === undefined || !compositionTypes.has(type)) return [];
  // An update of something else is not to blame for a composition that has no concepts yet.
  if (body.concepts === undefined && (body.type === undefined || model === undefined)) return [];
  const concepts = body.concepts ?? model?.concepts ?? [];
  if (!Array.isArray(concepts) || concepts.length > 0) return [];
  return [{ pointer: "/concepts", rule: "composition-needs-concepts", message: `must be one or more for "${type}"` }];
}

function findConceptScaleProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  const type = body.type ?? model?.type;
  if (type === undefined || !kontextTypes.has(type) || !Array.isArray(body.concepts)) return [];
  return body.concepts.flatMap((concept, index): RuleProblem[] => {
    const message = outside(kontextScale, concept?.scale, "for Kontext");
    return message === undefined
      ? []
      : [{ pointer: `/concepts/${index}/scale`, rule: "kontext-concept-scale-range", message }];
  });
}

function findRangeProblems(body: UpdateModelRequest, trainer: Trainer | undefined): RuleProblem[] {
  if (trainer === undefined) return [];
  return parameterRanges
    .filter(({ trainers }) => trainers.includes(trainer))
    .flatMap(({ parameter, rule, ...range }) => {
      const message = outside(range, body.parameters?.[parameter], `for ${trainerTitles[trainer]} training`);
      return message === undefined ? [] : [{ pointer: `/parameters/${parameter}`, rule, message }];
    });
}

function findSamplePairProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  const pointer = firstSent(body, "sampleSourceImages", "samplePrompts");
  const samplePrompts = afterUpdate(body, model, "samplePrompts");
  const sampleSourceImages = afterUpdate(body, model, "sampleSourceImages");
  if (pointer === undefined || !Array.isArray(sampleSourceImages)) return [];
  // Without the model, prompts that the body leaves out may well exist.
  if (samplePrompts === undefined && model === undefined) return [];
  const prompts = samplePrompts ?? [];
  if (!Array.isArray(prompts) || prompts.length === sampleSourceImages.length) return [];
  return [
    {
      pointer,
      rule: "sample-pairs-length",
      message: `must leave as many sampleSourceImages as samplePrompts, leaves ${sampleSourceImages.length} and ${prompts.length}`,
    },
  ];
}

function findValidationFrequencyProblems(body: UpdateModelRequest, model: ModelBefore | undefined): RuleProblem[] {
  const pointer = firstSent(body, "validationFrequency", "maxTrainSteps");
  const validationFrequency = afterUpdate(body, model, "validationFrequency");
  const maxTrainSteps = afterUpdate(body, model, "maxTrainSteps");
  if (pointer === undefined || !isNumber(validationFrequency) || !isNumber(maxTrainSteps)) return [];
  if (validationFrequency <= maxTrainSteps) return [];
  return [
    {
      pointer,
      rule: "validation-frequency-limit",
      message: `must leave validationFrequency no greater than maxTrainSteps, leaves ${validationFrequency} and ${maxTrainSteps}`,
    },
  ];
}

/** A training parameter as it is once the update is applied. */
function afterUpdate<Name extends keyof TrainingParameters>(
  body: UpdateModelRequest,
  model: ModelBefore | undefined,
  parameter: Name,
): TrainingParameters[Name] | undefined {
  const sent = body.parameters?.[parameter];
  return sent === undefined ? model?.parameters?.[parameter] : sent;
}

/** The pointer to the first of the parameters that the body itself sends: a model's own state is not the sender's fault. */
function firstSent(body: UpdateModelRequest, ...parameters: (keyof TrainingParameters)[]): string | undefined {
  const sent = parameters.find((parameter) => body.parameters?.[parameter] !== undefined);
  return sent === undefined ? undefined : `/parameters/${sent}`;
}

function outside({ minimum, maximum }: Range, value: unknown, where: string): string | undefined {
  if (!isNumber(value)) return undefined;
  if (value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)) return undefined;
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? `from ${minimum} to ${maximum}`
      : minimum !== undefined
        ? `${minimum} or more`
        : `${maximum} or less`;
  return `must be ${bounds} ${where}, is ${value}`;
}

function listed(types: ReadonlySet<ModelType>): string {
  return [...types].map((type) => `"${type}"`).join(" and ");
}

/** JSON has no other numbers: the schema refuses NaN and the infinite ones. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
