import {
  type HttpMethod,
  namedOperations,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type Reference,
  type Server,
} from "@repo/openapi";
import { stringify } from "yaml";
import { answerDeck } from "./answers.ts";
import { bodyDeck } from "./bodies.ts";
import { type Call, callsOf, type DrawnOperation } from "./calls.ts";
import { compositionDeck } from "./compositions.ts";
import { Deck, draws } from "./draw.ts";
import { type DrawnParameter, type Place, parameterDeck, wholeQueryDeck } from "./parameters.ts";
import { Sketch } from "./sketch.ts";

/** A description with calls of its operations. */
export interface DrawnDescription {
  /** `d0`, `d1` and so on. */
  name: string;
  text: string;
  format: "json" | "yaml";
  /** The client's base URL, if it is not the description's server. */
  baseUrl: string | undefined;
  declarations: readonly string[];
  calls: Call[];
}

const OPERATION_IDS = [
  ..."list list get-thing things.create delete options constructor then request 2fa größe 使う arguments".split(" "),
  ...["with two words", "toString", "await"],
];

/** Makes descriptions that have every construct many times, or, if there are few of them, about once. */
export function describeAll(seed: number, count: number): { descriptions: DrawnDescription[]; unseen: number } {
  const compositions = compositionDeck();
  const parameters = parameterDeck();
  const queries = wholeQueryDeck();
  const bodies = bodyDeck(compositions.deal);
  const answers = answerDeck(compositions.deal);
  const ids = new Deck([...OPERATION_IDS, ...OPERATION_IDS.map(() => "")]);
  const decks = { parameters, queries, bodies, answers, ids };
  const descriptions = draws(seed, count).map((draw, at) => {
    const sketch = new Sketch(draw, at % 2 === 0 ? "3.1" : "3.0");
    return new Describer(sketch, decks, `d${at}`, at % 4 === 2).describe();
  });
  const all = [compositions, parameters, queries, bodies, answers];
  return { descriptions, unseen: all.reduce((sum, deck) => sum + deck.unseen(), 0) };
}

interface Decks {
  parameters: ReturnType<typeof parameterDeck>;
  queries: ReturnType<typeof wholeQueryDeck>;
  bodies: ReturnType<typeof bodyDeck>;
  answers: ReturnType<typeof answerDeck>;
  /** Empty: the operation has none. */
  ids: Deck<string>;
}

class Describer {
  readonly #sketch: Sketch;
  readonly #decks: Decks;
  readonly #name: string;
  /** Whether it is in OpenAPI 3.2, which has all that 3.1 has. */
  readonly #isRecent: boolean;
  readonly #operations: DrawnOperation[] = [];
  readonly #paths: Record<string, PathItem> = {};

  constructor(sketch: Sketch, decks: Decks, name: string, isRecent: boolean) {
    this.#sketch = sketch;
    this.#decks = decks;
    this.#name = name;
    this.#isRecent = isRecent;
  }

  describe(): DrawnDescription {
    const { draw, version, components, declarations } = this.#sketch;
    for (let left = 6; left > 0; left--) this.#addPath();
    const patch = draw.integer(0, version === "3.0" ? 4 : 2);
    const document: OpenApiDocument = {
      openapi: this.#isRecent ? "3.2.0" : `${version}.${patch}`,
      info: { title: "A drawn description", version: "1" },
      servers: [this.#server("api")],
      paths: this.#paths,
      components,
    };
    const format = draw.pick(["json", "yaml"] as const);
    const names = new Map(namedOperations(document).map(({ name, method, path }) => [`${method} ${path}`, name]));
    return {
      name: this.#name,
      text:
        format === "json" ? JSON.stringify(document, null, 2) : stringify(document, { aliasDuplicateObjects: false }),
      format,
      baseUrl: draw.oneIn(4) ? `https://other.${this.#name}.test/base` : undefined,
      declarations,
      calls: this.#operations.flatMap((operation) =>
        callsOf(draw, operation, names.get(`${operation.verb} ${operation.path}`) ?? ""),
      ),
    };
  }

  #server(name: string): Server {
    const { draw } = this.#sketch;
    const host = `${name}.${this.#name}.test`;
    const variables = { region: { default: "eu", enum: ["eu", "us"] }, base: { default: "v1/x" } };
    return draw.pick([
      { url: `https://${host}` },
      { url: `https://${host}/v1/` },
      { url: `https://{region}.${host}/{base}`, variables },
    ]);
  }

  /** A path with one or two operations. */
  #addPath(): void {
    const { draw, version } = this.#sketch;
    const start = `/${this.#sketch.unique(draw.pick(["things", "größe", "a.b", "$odd", "v1"]))}`;
    const { shape, parameters } = this.#pathOf(start);
    const shared = draw.oneIn(3) ? parameters : [];
    const more = draw.oneIn(4) ? [this.#parameter("query"), this.#parameter("header")] : [];
    const item: PathItem = {
      ...(shared.length + more.length > 0 && { parameters: [...shared, ...more].map(({ node }) => node) }),
      ...(draw.oneIn(5) && { servers: [this.#server("path")] }),
    };
    const taken = new Set<HttpMethod>();
    for (let left = draw.integer(1, 2); left > 0; left--) {
      const own = parameters.map((parameter) =>
        shared.length > 0 && !draw.oneIn(3)
          ? { parameter, isShared: true }
          : {
              parameter: left === 1 && shared.length === 0 ? parameter : this.#parameter("path", parameter.name),
              isShared: false,
            },
      );
      const inherited = more.map((parameter) =>
        draw.oneIn(3)
          ? { parameter: this.#parameter(parameter.place, parameter.name), isShared: false }
          : { parameter, isShared: true },
      );
      this.#addOperation(item, shape, [...own, ...inherited], taken);
    }
    const isReferred = version === "3.1" && draw.oneIn(4);
    this.#paths[shape] = isReferred ? (this.#sketch.component("pathItems", item) as PathItem) : item;
    if (parameters.length === 1 && draw.oneIn(4)) this.#addTwin(start, shape, taken);
  }

  /** A path that differs only in the name of its parameter. */
  #addTwin(start: string, shape: string, taken: Set<HttpMethod>): void {
    const parameter = this.#parameter("path");
    const twin = shape.replace(/\{[^}]*\}/, () => `{${parameter.name}}`);
    if (twin === shape || !twin.startsWith(start)) return;
    const item: PathItem = {};
    this.#addOperation(item, twin, [{ parameter, isShared: false }], taken);
    this.#paths[twin] = item;
  }

  #pathOf(start: string): { shape: string; parameters: DrawnParameter[] } {
    const { draw } = this.#sketch;
    const parameters = Array.from({ length: draw.integer(0, 2) }, () => this.#parameter("path"));
    const [first, second] = parameters.map(({ name }) => `{${name}}`);
    if (first === undefined) return { shape: start + draw.pick(["", "/all", "/"]), parameters };
    if (second !== undefined) return { shape: `${start}/${first}/sub/${second}`, parameters };
    return { shape: `${start}/${first}${draw.pick(["", "/state", ":verb", "/"])}`, parameters };
  }

  #parameter(place: Place, name?: string): DrawnParameter {
    return this.#decks.parameters.deal(this.#sketch, place, name);
  }

  #addOperation(
    item: PathItem,
    path: string,
    given: { parameter: DrawnParameter; isShared: boolean }[],
    taken: Set<HttpMethod>,
  ): void {
    const { draw } = this.#sketch;
    const isWhole = this.#isRecent && !given.some(({ parameter }) => parameter.place === "query") && draw.oneIn(2);
    const count = { query: isWhole ? 0 : draw.integer(0, 3), header: draw.integer(0, 1), cookie: draw.integer(0, 1) };
    const own = Object.entries(count).flatMap(([place, many]) =>
      Array.from({ length: many }, () => this.#parameter(place as Place)),
    );
    // The same name in another place.
    const [first] = given;
    if (first?.parameter.place === "path" && !isWhole && draw.oneIn(4))
      own.push(this.#parameter("query", first.parameter.name));
    // Only one parameter can take all other names of the query.
    const parameters = [...given.map(({ parameter }) => parameter), ...own].filter(
      ({ free }, at, all) => !free || all.findIndex((other) => other.free) === at,
    );
    const nodes = parameters.filter((one) => !given.some(({ parameter, isShared }) => isShared && parameter === one));
    const whole = isWhole ? this.#decks.queries.deal(this.#sketch) : undefined;
    const { answers: successes, method } = this.#decks.answers.successes(this.#sketch);
    const body = !method && !draw.oneIn(3) ? this.#decks.bodies.deal(this.#sketch) : undefined;
    const verbs = method
      ? [method]
      : body
        ? (["post", "put", "patch", "delete"] as const)
        : (["get", "post", "delete", "options"] as const);
    const verb = draw.shuffled<HttpMethod>(verbs).find((one) => !taken.has(one));
    if (!verb || !successes[0]) return;
    taken.add(verb);
    const failures = this.#decks.answers.failures(this.#sketch, draw.integer(0, 3), successes[0]);
    const ignored = draw.pick(["Accept", "content-type", "Authorization"]);
    const ignoredNode: Parameter = { name: ignored, in: "header", required: true, schema: { type: "string" } };
    const operationId = this.#decks.ids.deal(draw);
    const all: (Parameter | Reference)[] = [
      ...[...nodes, ...(whole ? [whole] : [])].map(({ node }) => node),
      ...(draw.oneIn(5) ? [ignoredNode] : []),
    ];
    const operation: Operation = {
      ...(operationId && { operationId }),
      ...((all.length > 0 || draw.oneIn(3)) && { parameters: all }),
      ...(body && { requestBody: body.node }),
      responses: Object.fromEntries(draw.shuffled([...successes, ...failures]).map(({ key, node }) => [key, node])),
      ...(draw.oneIn(6) && { servers: [this.#server("own")] }),
    };
    item[verb] = operation;
    this.#operations.push({ verb, path, parameters, whole, body, successes, failures });
  }
}
