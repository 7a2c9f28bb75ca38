import {
  type Model,
  type ModelType,
  type Trainer,
  type TrainingParameters,
  trainers,
  type UpdateModelRequest,
} from "@scenario-openapi/types";
import { type Words, wordsTold } from "../../validation/check.ts";
import { shown, type ValueProblem } from "../../validation/problems.ts";
import { validateUpdateModel } from "../validators.gen.ts";

/**
 * The names of the rules that the documentation states in words, in the order in which they are applied. Limits that
 * depend on the trainer are in the schema, with names such as `rank-range`.
 */
export const ruleNames = [
  "type-only-while-new",
  "epoch-model-type",
  "epoch-needs-epochs",
  "epoch-needs-trained",
  "composition-needs-concepts",
  "concepts-model-type",
  "concept-epoch-model-type",
  "kontext-concept-scale-range",
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

const compositionTypes: readonly ModelType[] = ["flux.1-composition", "sd-1_5-composition", "sd-xl-composition"];
const kontextTypes: readonly ModelType[] = ["flux.1-kontext-dev", "flux.1-kontext-lora"];

/** The words of the families that concepts and their epochs are for, and of the trainers that train these. */
const fluxWords = ["flux", "flux-lora"];
const conceptWords = [...fluxWords, "sd1.5", "sd15", "sdxl", "sdxl-lora"];

/** The lowest and the highest scale of a concept for Kontext. */
const kontextScale = [0, 2] as const;

/** Returns the trainer, or else the family of models, that a type tells; `undefined` if it tells neither. */
function wordOf(type: ModelType | undefined): string | undefined {
  const { body } = validateUpdateModel.schemas;
  const schema = body.content["application/json"];
  const request = typeof schema === "object" ? schema.$ref?.() : undefined;
  return typeof request === "object" ? wordsTold(request, { type })["Trainer"] : undefined;
}

/**
 * Returns the trainer of a model type, or `undefined` if the description does not tell it.
 *
 * @example
 * trainerOf("flux.1-lora"); // "flux-lora"
 */
export function trainerOf(type: ModelType | undefined): Trainer | undefined {
  const word = wordOf(type);
  return trainers.find((trainer) => trainer === word);
}

/** Returns the word of the schema's limits that a type tells. */
export function wordsOf(type: ModelType | undefined): Words {
  return { Trainer: wordOf(type) };
}

type Refuse = (rule: RuleName, pointer: string, message: string) => void;

/**
 * Returns every documented rule that an update breaks and that no schema can express; an empty array if it breaks none.
 * The rules skip values of the wrong type, which the schema reports.
 *
 * @param model the model before the update; without it, only the rules that need no model are applied
 */
export function findRuleProblems(body: UpdateModelRequest, model?: ModelBefore): RuleProblem[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const problems: RuleProblem[] = [];
  const refuse: Refuse = (rule, pointer, message) => problems.push({ pointer, rule, message });
  checkType(refuse, body, model);
  checkEpoch(refuse, body, model);
  checkConcepts(refuse, body, model);
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
  if (type !== undefined && trainerOf(type) !== "flux-lora") {
    const allowed = 'models based on "flux.1-lora" and "flux.1-kontext-lora"';
    refuse("epoch-model-type", pointer, `can be set only on ${allowed}, the type is ${shown(type)}`);
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
  if (!Array.isArray(concepts)) return;
  // A type of which neither the trainer nor the family is told may be of any.
  const word = wordOf(type) ?? "flux";
  if (concepts.length > 0 && !conceptWords.includes(word)) {
    const message = `can be set only on models of Flux, SD1.5 and SDXL, the type is ${shown(type)}`;
    refuse("concepts-model-type", "/concepts", message);
  }
  for (const [index, concept] of concepts.entries()) {
    const pointer = `/concepts/${index}`;
    const { scale, modelEpoch } = concept ?? {};
    if (kontextTypes.includes(type) && isNumber(scale) && (scale < kontextScale[0] || scale > kontextScale[1])) {
      const message = `must be from ${kontextScale[0]} to ${kontextScale[1]} for Kontext, is ${scale}`;
      refuse("kontext-concept-scale-range", `${pointer}/scale`, message);
    }
    if (typeof modelEpoch === "string" && !fluxWords.includes(word)) {
      const message = `can be set only for trained Flux LoRA models, the type is ${shown(type)}`;
      refuse("concept-epoch-model-type", `${pointer}/modelEpoch`, message);
    }
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

/**
 * Returns the value that a training parameter has after the update. The reference page does not say whether `parameters`
 * are merged with those of the model or replace them: it is assumed that they are merged.
 */
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

/** JSON has no NaN and no infinite numbers, and the schema reports them. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
