import type { Page, PageField, PageOperation, PagePlace, PageType, ValuesType } from "../src/page.ts";

/** A change of a page, and what a comparison must say of it. */
export interface SeededChange {
  kind: string;
  page: Page;
  /** The subject of a difference, or its beginning. */
  subject: string;
  /** What the difference is about, or its beginning. */
  about: string;
  /** What the page then says, in part. Nothing if it says less than before. */
  onPage?: string;
}

/** A field, the list that it is in and where that is. */
interface Spot {
  operation: PageOperation;
  place: PagePlace;
  path: string;
  field: PageField;
  list: PageField[];
}

type Change = Omit<SeededChange, "kind" | "page">;
/** Changes a spot of a page. Nothing if there is nothing to change. */
type Kind = (spot: Spot, random: () => number) => Change | undefined;

/**
 * Changes a page in as many different places as asked for, each time in one of them, with every kind of change in turn.
 * The same seed gives the same changes. There are fewer if the page has too few places.
 */
export function seededChanges(page: Page, titles: readonly string[], count: number, seed = 1): SeededChange[] {
  const random = randomFrom(seed);
  const found: SeededChange[] = [];
  const done = new Set<string>();
  const kinds = Object.entries({ ...fieldKinds, ...namingKinds(titles), ...exampleKinds });
  for (let turn = 0, failed = 0; found.length < count && failed < kinds.length; turn++, failed++) {
    const [kind, change] = kinds[turn % kinds.length] ?? [];
    if (kind === undefined || change === undefined) continue;
    for (const at of shuffled(spotsOf(page).keys(), random)) {
      const copy = structuredClone(page);
      const spot = spotsOf(copy)[at];
      const changed = spot && change(spot, random);
      const key = changed && `${kind} ${changed.subject} ${changed.onPage}`;
      if (changed === undefined || key === undefined || done.has(key)) continue;
      done.add(key);
      found.push({ kind, page: copy, ...changed });
      failed = -1;
      break;
    }
  }
  return found;
}

const subjectOf = ({ place, path }: Spot) => `${place} ${path}`.trim();

const fieldKinds: Record<string, Kind> = {
  "add a value": (spot) => {
    const values = valuesIn(spot.field.type);
    if (values === undefined) return undefined;
    const value = typeof values.values[0] === "number" ? 4711 : "seeded-value";
    values.values.push(value);
    values.count++;
    return { subject: subjectOf(spot), about: "values", onPage: JSON.stringify(value) };
  },
  "remove a value": (spot, random) => {
    const values = valuesIn(spot.field.type);
    if (values === undefined || values.count < 2) return undefined;
    values.values.splice(Math.floor(random() * values.count), 1);
    values.count--;
    return { subject: subjectOf(spot), about: "values" };
  },
  "repeat a value": (spot) => {
    const values = valuesIn(spot.field.type);
    if (values?.values[0] === undefined) return undefined;
    values.values.push(values.values[0]);
    values.count++;
    return { subject: subjectOf(spot), about: "values", onPage: "twice" };
  },
  "change a type": (spot) => {
    const { type } = spot.field;
    if (type.kind !== "scalar") return undefined;
    type.name = type.name === "string" ? "number" : "string";
    return { subject: subjectOf(spot), about: "type", onPage: type.name };
  },
  "make a list": (spot) => {
    const { type } = spot.field;
    if (type.kind !== "scalar") return undefined;
    spot.field.type = { kind: "array", of: type };
    return { subject: subjectOf(spot), about: "type", onPage: `${type.name}[]` };
  },
  "make a list of a map": (spot) => {
    const { type } = spot.field;
    if (type.kind !== "map") return undefined;
    spot.field.type = { kind: "array", of: type.of };
    return { subject: subjectOf(spot), about: "type", onPage: "[]" };
  },
  "make optional or required": (spot) => {
    if (spot.field.name === "") return undefined;
    spot.field.isOptional = !spot.field.isOptional;
    return { subject: subjectOf(spot), about: "required", onPage: spot.field.isOptional ? "no" : "yes" };
  },
  "add a field": (spot) => {
    const path = spot.path.slice(0, spot.path.length - escaped(spot.field.name).length);
    if (spot.field.name === "") return undefined;
    spot.list.push({ name: "seededField", isOptional: true, type: { kind: "scalar", name: "string" }, text: "" });
    return { subject: `${spot.place} ${path}seededField`, about: "field", onPage: "optional string" };
  },
  "remove a field": (spot) => {
    if (spot.list.length < 2) return undefined;
    spot.list.splice(spot.list.indexOf(spot.field), 1);
    return { subject: subjectOf(spot), about: "field" };
  },
  "rename a field": (spot) => {
    if (spot.field.name === "") return undefined;
    const subject = `${subjectOf(spot)}Renamed`;
    spot.field.name += "Renamed";
    return { subject, about: "field", onPage: "" };
  },
  "move a field to its neighbour": (spot) => {
    const target = spot.list.find((field) => field !== spot.field && field.type.kind === "object");
    if (target?.type.kind !== "object" || target.type.fields.some(({ name }) => name === spot.field.name))
      return undefined;
    spot.list.splice(spot.list.indexOf(spot.field), 1);
    target.type.fields.push(spot.field);
    const path = spot.path.slice(0, spot.path.length - escaped(spot.field.name).length);
    return {
      subject: `${spot.place} ${path}${escaped(target.name)}.${escaped(spot.field.name)}`,
      about: "field",
      onPage: "",
    };
  },
  "move a field to the end": (spot) => {
    if (spot.list.length < 3 || spot.list.at(-1) === spot.field || !/^(?:body|response)$/.test(spot.place))
      return undefined;
    spot.list.splice(spot.list.indexOf(spot.field), 1);
    spot.list.push(spot.field);
    return { subject: subjectOf(spot), about: "order", onPage: "after" };
  },
  "change a number": (spot) => {
    const numbers = [...spot.field.text.matchAll(/(?<![\w."-])\d+(?:\.\d+)?(?![\w"]|\.\d)/g)].at(-1);
    return numbers && replace(spot, numbers, "4711", "");
  },
  "forget a number": (spot) => {
    const number = /(?<![\w."-])\d+(?:\.\d+)?(?![\w":]|\.\d)/.exec(
      spot.field.text.replace(/\((?:ex|example): [^)]*\)/g, "_"),
    );
    if (number === null || !spot.field.text.includes(number[0]) || spot.field.text.includes("(ex")) return undefined;
    replace(spot, number, "some", "");
    return { subject: subjectOf(spot), about: "" };
  },
  "forget null": (spot) => {
    const sentence = /\.? ?Set to null to unset the \w+/.exec(spot.field.text);
    const changed = sentence && replace(spot, sentence, "", "null");
    return changed ? { subject: changed.subject, about: "null" } : undefined;
  },
  "unset with null": (spot) => {
    if (spot.place !== "body" || /null/.test(spot.field.text)) return undefined;
    spot.field.text += " Set to null to unset it";
    return { subject: subjectOf(spot), about: "null", onPage: "unsets it" };
  },
  "change an example": (spot) => {
    const example = /(?<=\b(?:ex|example): \[?)"[^"]*"/.exec(spot.field.text);
    return example ? replace(spot, example, '"seeded example"', "example") : undefined;
  },
  "remove an example": (spot) => {
    const example = / ?\((?:ex|example): [^)]*\)/.exec(spot.field.text);
    if (example === null || !/: ["[\d]/.test(example[0])) return undefined;
    replace(spot, example, "", "example");
    return { subject: subjectOf(spot), about: "example" };
  },
  "change a default": (spot) => {
    const preset = /(?<=\(default: )(?:"[^"]*"|\w+)(?=\))/.exec(spot.field.text);
    return preset ? replace(spot, preset, '"seeded"', "default") : undefined;
  },
  "forget that it is deprecated": (spot) => {
    const word = /\((?:Deprecated)\) |\blegacy /i.exec(spot.field.text);
    if (word === null) return undefined;
    replace(spot, word, "", "deprecated");
    return { subject: subjectOf(spot), about: "deprecated" };
  },
  "change a quoted value": (spot) => {
    const rest = spot.field.text.replace(/\((?:ex|example|default): [^)]*\)/g, (text) => "_".repeat(text.length));
    const quoted = /(?<=[\s`]")[a-z]+(?=")/.exec(rest);
    if (quoted === null) return undefined;
    const changed = replace(spot, quoted, "seeded", "");
    return { ...changed, onPage: "seeded" };
  },
  "change code": (spot) => {
    const code = /(?<=`)[a-z]\w+(?=`)/i.exec(spot.field.text);
    return code ? replace(spot, code, "seededCode", "") : undefined;
  },
};

/** Changes of the names that a description knows, such as those of trainers. */
function namingKinds(titles: readonly string[]): Record<string, Kind> {
  const names = titles.filter((title) => /[A-Z]/.test(title)).sort((a, b) => b.length - a.length);
  const other = (name: string) => names.find((title) => !title.includes(name) && !name.includes(title)) ?? "Seeded";
  const pattern = `(?:${names.map((name) => name.replaceAll(".", "\\.")).join("|")})`;
  return {
    "change whom it is for": (spot) => {
      const name = new RegExp(`(?<=Only available for )${pattern}(?! Lora)`, "i").exec(spot.field.text);
      if (name === null || !/Parameters|dimming/i.test(spot.path)) return undefined;
      return replace(spot, name, "Seeded", "only for");
    },
    "forget whom it is for": (spot) => {
      const sentence = new RegExp(`Only available for ${pattern} \\w+`).exec(spot.field.text);
      if (sentence === null || !/Parameters|dimming/i.test(spot.path)) return undefined;
      replace(spot, sentence, "", "only for");
      return { subject: subjectOf(spot), about: "only for" };
    },
    "change what a value is for": (spot) => {
      const name = new RegExp(`(?<=- For |\\[|\\()${pattern}(?=: )`).exec(spot.field.text);
      if (name === null) return undefined;
      replace(spot, name, other(name[0]), "");
      return { subject: subjectOf(spot), about: "", onPage: "" };
    },
    "change a value of one": (spot) => {
      const value = [...spot.field.text.matchAll(new RegExp(`(?<=${pattern}: \\[?)\\d+(?:\\.\\d+)?`, "g"))].at(-1);
      const changed = value && replace(spot, value, "4711", "");
      return changed && { ...changed, onPage: "4711" };
    },
    "change the end of a range": (spot) => {
      const value = new RegExp(`(?<=${pattern}: \\[\\d+[,;] ?)\\d+`).exec(spot.field.text);
      return value ? replace(spot, value, "4711", "maximum for") : undefined;
    },
  };
}

const exampleKinds: Record<string, Kind> = {
  "change the server": ({ operation }) => {
    operation.sample = operation.sample.replace(/https:\/\/[^/]+/, "https://seeded.example");
    return { subject: `${nameOf(operation)}, its sample`, about: "server", onPage: "https://seeded.example" };
  },
  "change the method of the sample": ({ operation }) => {
    operation.sample = operation.sample.replace(/-X \w+/, "-X PATCH");
    return operation.sample.includes("-X PATCH")
      ? { subject: `${nameOf(operation)}, its sample`, about: "method", onPage: "PATCH" }
      : undefined;
  },
  "change the method": ({ operation }) => {
    const subject = nameOf(operation);
    operation.method = "patch";
    return { subject, about: "method", onPage: "PATCH" };
  },
  "change the path": ({ operation }) => {
    const subject = nameOf(operation);
    operation.path = operation.path.replace(/^\/\w+/, "/seeded");
    operation.sample = operation.sample.replace(/(?<=example\/v1|com\/v1)\/\w+/, "/seeded");
    return { subject, about: "path", onPage: "/seeded" };
  },
  "change the path of the sample": ({ operation }) => {
    operation.sample = operation.sample.replace(/(?<=\/v1)\/\w+/, "/seeded");
    return { subject: `${nameOf(operation)}, its sample`, about: "path", onPage: "/seeded" };
  },
  "change the user": ({ operation }) => {
    if (!/-u "\$\w+/.test(operation.sample)) return undefined;
    operation.sample = operation.sample.replace(/(?<=-u ")\$\w+/, "$$SEEDED_KEY");
    return { subject: `${nameOf(operation)}, its sample`, about: "user", onPage: "SEEDED_KEY" };
  },
  "change the password": ({ operation }) => {
    if (!/-u "/.test(operation.sample)) return undefined;
    operation.sample = operation.sample.replace(/(?<=-u "\$\w+:)\$?\w+/, "$$SEEDED_SECRET");
    return { subject: `${nameOf(operation)}, its sample`, about: "password", onPage: "SEEDED_SECRET" };
  },
  "change how access is given": ({ operation }) => {
    if (!/-u "/.test(operation.sample)) return undefined;
    operation.sample = operation.sample.replace(/-u "[^"]*"/, '-H "Authorization: Bearer $$TOKEN"');
    return { subject: `${nameOf(operation)}, its sample`, about: "security", onPage: "HTTP bearer" };
  },
  "change the media type": ({ operation }) => {
    if (!/application\/json/.test(operation.sample)) return undefined;
    operation.sample = operation.sample.replace("application/json", "text/plain");
    return { subject: `${nameOf(operation)}, its sample`, about: "media type", onPage: "text/plain" };
  },
  "change a value of the response": ({ operation }, random) => {
    const at = pickLeaf(operation.response, random);
    if (at === undefined) return undefined;
    Reflect.set(at.parent, at.key, "seeded");
    return { subject: `response example ${at.path}`, about: "value", onPage: '"seeded"' };
  },
  "remove a value of the response": ({ operation }, random) => {
    const at = pickLeaf(operation.response, random);
    if (at === undefined || Array.isArray(at.parent)) return undefined;
    Reflect.deleteProperty(at.parent, at.key);
    return { subject: `response example ${at.path}`, about: "value" };
  },
  "add a value to the response": ({ operation }, random) => {
    const at = pickLeaf(operation.response, random);
    if (at === undefined || Array.isArray(at.parent)) return undefined;
    Reflect.set(at.parent, "seeded", 1);
    return { subject: "response example ", about: "value", onPage: "1" };
  },
};

function nameOf({ method, path }: PageOperation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Replaces a part of the text of a field. */
function replace(spot: Spot, { index, 0: part }: RegExpExecArray, by: string, about: string): Change {
  const { text } = spot.field;
  spot.field.text = text.slice(0, index) + by + text.slice(index + part.length);
  return { subject: subjectOf(spot), about, onPage: by.replaceAll('"', "") };
}

function valuesIn(type: PageType): ValuesType | undefined {
  if (type.kind === "array" || type.kind === "map") return valuesIn(type.of);
  return type.kind === "values" ? type : undefined;
}

function pickLeaf(value: unknown, random: () => number): { parent: object; key: string; path: string } | undefined {
  const leaves: { parent: object; key: string; path: string }[] = [];
  const walk = (node: unknown, path: string) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      const at = Array.isArray(node) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      if (typeof inner === "object" && inner !== null) walk(inner, at);
      else leaves.push({ parent: node, key, path: at });
    }
  };
  walk(value, "");
  return leaves[Math.floor(random() * leaves.length)];
}

/** Every field of a page. */
function spotsOf({ operations }: Page): Spot[] {
  return operations.flatMap((operation) =>
    operation.sections.flatMap(({ place, fields }) => spotsIn(operation, place, "", fields)),
  );
}

function spotsIn(operation: PageOperation, place: PagePlace, above: string, list: PageField[]): Spot[] {
  return list.flatMap((field) => {
    const name = escaped(field.name);
    const path = above === "" ? name : `${above}.${name}`;
    const objects = objectsIn(field.type);
    const below = objects.flatMap(({ fields }, index) =>
      spotsIn(operation, place, objects.length > 1 ? `${path}(${index + 1})` : path, fields),
    );
    return [{ operation, place, path, field, list }, ...below];
  });
}

function objectsIn(type: PageType): (PageType & { kind: "object" })[] {
  if (type.kind === "array" || type.kind === "map") return objectsIn(type.of);
  if (type.kind === "union") return type.members.flatMap(objectsIn);
  return type.kind === "object" ? [type] : [];
}

function escaped(name: string): string {
  return name.replaceAll(".", "\\.");
}

function shuffled<Item>(items: Iterable<Item>, random: () => number): Item[] {
  return [...items]
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 that look random, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
