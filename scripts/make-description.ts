/**
 * Makes the OpenAPI description of a cloud that does not exist, as large as asked: something to measure and to test
 * the generator on that is neither ours nor anybody's.
 *
 *     node scripts/make-description.ts --operations 240 --seed 1 --version 3.1 > cloud.json
 */
import { parseArgs } from "node:util";

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
type Method = (typeof METHODS)[number];
export type PathItem = { parameters?: JsonObject[] } & { [method in Method]?: JsonObject };
export interface Description {
  openapi: string;
  info: JsonObject;
  servers: JsonObject[];
  security: JsonObject[];
  tags: JsonObject[];
  paths: Record<string, PathItem>;
  components: Record<string, Record<string, JsonObject>>;
}

export interface DescriptionOptions {
  /** How many operations there shall be, from 1 to 5000. */
  operations: number;
  /** Which of the possible descriptions; a whole number. The same options give the same description. */
  seed: number;
  /** Which OpenAPI to write. They differ in how they write null, limits and files. */
  version: "3.0" | "3.1";
}

const MOST_OPERATIONS = 5000;
const OPERATIONS_PER_SERVICE = 30;

/** Each service is a tag; no noun stands twice, so that every name made from it is the only one. */
const SERVICES: [name: string, nouns: string][] = [
  [
    "Compute",
    "instance image snapshot flavor keypair cluster node-pool placement-group spot-request host console boot-script",
  ],
  [
    "Storage",
    "bucket volume share archive replication lifecycle-rule mount upload-session disk quota volume-type backup",
  ],
  [
    "Networking",
    "network subnet router gateway firewall load-balancer listener floating-ip peering vpn-tunnel port route-table",
  ],
  [
    "Databases",
    "database replica-set parameter-group migration query-log restore-point database-user schema-change index proxy read-pool extension",
  ],
  [
    "Identity",
    "user group role policy service-account access-key session device invitation trust identity-provider permission",
  ],
  [
    "Billing",
    "invoice budget payment-method credit price-list subscription discount cost-report tax-profile usage-record statement refund",
  ],
  [
    "Monitoring",
    "dashboard alert metric log-stream probe incident status-page silence notification-channel trace-view widget baseline",
  ],
  [
    "Messaging",
    "topic queue consumer message-schema dead-letter bridge delivery webhook mailbox sender template subscription-filter",
  ],
  [
    "Functions",
    "function deployment trigger layer runtime invocation schedule alias event-source concurrency-limit warm-pool build",
  ],
  [
    "Containers",
    "registry repository image-scan workload pod-template ingress secret-mount config-map release chart namespace sidecar",
  ],
  [
    "Machine Learning",
    "dataset experiment model-version endpoint training-job feature annotation pipeline evaluation prompt notebook label-set",
  ],
  [
    "Delivery",
    "distribution origin cache-policy edge-rule certificate purge redirect header-policy domain waf-rule bot-rule image-variant",
  ],
  [
    "Domains",
    "zone record-set registrant transfer name-server dnssec-key contact renewal zone-template health-route delegation parking-page",
  ],
  [
    "Security",
    "vault secret encryption-key finding scan audit-log exception compliance-report posture threat-list signing-key rotation",
  ],
  [
    "Workflows",
    "workflow run task approval connector variable environment artifact runner checkpoint retry-policy workflow-template",
  ],
  [
    "Devices",
    "sensor fleet firmware twin telemetry-stream command geofence gateway-link provisioning-profile shadow device-type rollout",
  ],
];
const ADJECTIVES = ["", "managed", "shared", "reserved", "regional", "private", "legacy"];
const REGIONS = ["north-1", "north-2", "west-1", "south-1", "island-1"];
const STATES = ["pending", "creating", "ready", "updating", "degraded", "stopped", "failed", "deleting"];
const ACTIONS = [
  "start",
  "stop",
  "restart",
  "resize",
  "rotate",
  "clone",
  "validate",
  "lock",
  "unlock",
  "sync",
  "promote",
  "drain",
];

/** Numbers that look random and are the same for the same seed (mulberry32). */
function makeRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    integer,
    chance: (probability: number): boolean => next() < probability,
    /** So many of the list, in an order of its own. */
    some<T>(list: readonly T[], count: number): T[] {
      const rest = [...list];
      const taken: T[] = [];
      while (taken.length < count && rest.length > 0) taken.push(...rest.splice(integer(0, rest.length - 1), 1));
      return taken;
    },
  };
}

interface Draft {
  version: "3.0" | "3.1";
  random: ReturnType<typeof makeRandom>;
  paths: Record<string, PathItem>;
  components: Record<string, Record<string, JsonObject>>;
  /** An example of what makes a resource, by the resource's name. */
  inputs: Map<string, JsonObject>;
}

/** A thing that the cloud has: `load-balancer` below the path `/networking/load-balancers`. */
interface Resource {
  service: string;
  /** As in a schema's name: `LoadBalancer`. */
  name: string;
  plural: string;
  /** As in a sentence: `load balancer`. */
  words: string;
  pluralWords: string;
  collection: string;
  item: string;
  id: string;
  /** The identifiers of what it lies in. */
  parents: JsonObject[];
}

interface Field {
  schema: JsonObject;
  example: Json;
}

const pascalCase = (words: string): string =>
  words.replace(/(?:^|[- ])(\w)/g, (_, letter: string) => letter.toUpperCase());
const camelCase = (words: string): string => words.replace(/[- ](\w)/g, (_, letter: string) => letter.toUpperCase());
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const article = (words: string): string => (/^[aeiou]/.test(words) ? "an" : "a");

function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}

/** A reference to a component, which is made when it is first asked for: nothing stands in the file unused. */
function component(draft: Draft, kind: string, name: string, make: () => JsonObject): JsonObject {
  draft.components[kind] ??= {};
  const components = draft.components[kind];
  if (components[name] === undefined) {
    components[name] = {}; // a schema that refers to itself finds this one, and does not make another
    components[name] = make();
  }
  return { $ref: `#/components/${kind}/${name}` };
}

function nullable(draft: Draft, schema: JsonObject): JsonObject {
  if (draft.version === "3.0") return { ...schema, nullable: true };
  return { ...schema, type: [schema.type ?? "string", "null"] };
}

/** More than this and not equal to it: a flag beside the limit in 3.0, a limit of its own in 3.1. */
const moreThan = (draft: Draft, limit: number): JsonObject =>
  draft.version === "3.0" ? { minimum: limit, exclusiveMinimum: true } : { exclusiveMinimum: limit };

const file = (draft: Draft): JsonObject => (draft.version === "3.0" ? { type: "string", format: "binary" } : {});

function money(draft: Draft): JsonObject {
  return component(draft, "schemas", "Money", () => ({
    type: "object",
    description: "An amount in a currency.",
    required: ["amount", "currency"],
    properties: {
      amount: { type: "string", pattern: "^-?\\d+(\\.\\d{1,4})?$", example: "19.90" },
      currency: { type: "string", enum: ["EUR", "USD", "JPY", "NOK"] },
    },
    additionalProperties: false,
  }));
}

function healthCheck(draft: Draft): JsonObject {
  const variant = (kind: string, properties: JsonObject): JsonObject =>
    component(draft, "schemas", `${capitalized(kind)}HealthCheck`, () => ({
      type: "object",
      required: ["kind", ...Object.keys(properties).slice(0, 1)],
      properties: { kind: { type: "string", enum: [kind] }, ...properties },
    }));
  return component(draft, "schemas", "HealthCheck", () => ({
    description: "How to find out whether it works.",
    oneOf: [
      variant("http", {
        path: { type: "string", default: "/" },
        statuses: { type: "array", items: { type: "integer" } },
      }),
      variant("tcp", { port: { type: "integer", minimum: 1, maximum: 65535 } }),
      variant("command", { command: { type: "array", minItems: 1, items: { type: "string" } } }),
    ],
    discriminator: {
      propertyName: "kind",
      mapping: {
        http: "#/components/schemas/HttpHealthCheck",
        tcp: "#/components/schemas/TcpHealthCheck",
        command: "#/components/schemas/CommandHealthCheck",
      },
    },
  }));
}

function condition(draft: Draft): JsonObject {
  return component(draft, "schemas", "Condition", () => ({
    type: "object",
    description: "A condition on a field, or several of them.",
    properties: {
      field: { type: "string" },
      operator: { type: "string", enum: ["=", "!=", "<", ">", "in"] },
      value: {},
      and: { type: "array", items: { $ref: "#/components/schemas/Condition" } },
      or: { type: "array", items: { $ref: "#/components/schemas/Condition" } },
    },
  }));
}

const FIELDS: Record<string, (draft: Draft) => Field> = {
  description: (draft) => ({
    schema: nullable(draft, { type: "string", maxLength: 1000, description: "What it is for, in your words." }),
    example: "Made for the tests.",
  }),
  region: ({ random }) => {
    const regions = random.some(REGIONS, random.integer(2, REGIONS.length));
    return { schema: { type: "string", enum: regions, description: "Where it lives." }, example: regions[0] ?? "" };
  },
  labels: () => ({
    schema: {
      type: "object",
      additionalProperties: { type: "string", maxLength: 63 },
      description: "Names and values of your own.",
    },
    example: { team: "blue", stage: "test" },
  }),
  annotations: () => ({ schema: { type: "object", additionalProperties: true }, example: { note: "x", count: 2 } }),
  tags: () => ({
    schema: {
      type: "array",
      uniqueItems: true,
      maxItems: 50,
      items: { type: "string", pattern: "^[a-z0-9-]+$" },
      default: [],
    },
    example: ["blue", "canary"],
  }),
  replicas: ({ random }) => ({
    schema: {
      type: "integer",
      format: "int32",
      minimum: 0,
      maximum: random.integer(3, 99),
      default: 1,
      description: "How many copies run.",
    },
    example: 3,
  }),
  cpu: (draft) => ({
    schema: { type: "number", format: "double", ...moreThan(draft, 0), description: "Processors, in cores." },
    example: 0.5,
  }),
  memoryMb: ({ random }) => ({
    schema: { type: "integer", minimum: 128, multipleOf: 64, description: "Memory, in MiB." },
    example: 64 * random.integer(2, 64),
  }),
  sizeBytes: () => ({ schema: { type: "integer", format: "int64", readOnly: true }, example: 5368709120 }),
  tier: ({ random }) => {
    const tiers = random.some(["free", "basic", "standard", "premium", "dedicated"], random.integer(2, 5));
    return { schema: { type: "string", enum: tiers, default: tiers[0] ?? "" }, example: tiers[0] ?? "" };
  },
  priority: () => ({ schema: { type: "integer", enum: [0, 1, 2, 3, 5, 8] }, example: 2 }),
  autoscaling: (draft) => ({
    schema: {
      type: "object",
      description: "Grows and shrinks with the load.",
      required: ["enabled"],
      properties: {
        enabled: { type: "boolean", default: false },
        minimum: { type: "integer", minimum: 0 },
        maximum: { type: "integer", minimum: 1 },
        target: {
          type: "object",
          properties: {
            metric: { type: "string", enum: ["cpu", "memory", "requests"] },
            percent: nullable(draft, { type: "number", minimum: 1, maximum: 100 }),
          },
        },
      },
    },
    example: { enabled: true, minimum: 1, maximum: 5, target: { metric: "cpu", percent: 70 } },
  }),
  schedule: (draft) => ({
    schema: nullable(draft, {
      type: "object",
      required: ["cron"],
      properties: {
        cron: { type: "string", description: "Five fields, as in a crontab." },
        timeZone: { type: "string", default: "UTC" },
      },
    }),
    example: { cron: "0 3 * * 1", timeZone: "Europe/Oslo" },
  }),
  subnets: () => ({
    schema: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["cidr"],
        properties: {
          cidr: { type: "string", pattern: "^[0-9.]+/\\d+$" },
          zone: { type: "string" },
          public: { type: "boolean" },
        },
      },
    },
    example: [{ cidr: "10.0.0.0/24", zone: "a", public: false }],
  }),
  ports: () => ({
    schema: { type: "array", items: { type: "integer", minimum: 1, maximum: 65535 } },
    example: [80, 443],
  }),
  rules: (draft) => ({
    schema: {
      type: "array",
      description: "Checked from first to last.",
      items: component(draft, "schemas", "Rule", () => ({
        type: "object",
        required: ["action"],
        properties: {
          action: { type: "string", enum: ["allow", "deny", "log"] },
          when: condition(draft),
          note: nullable(draft, { type: "string" }),
        },
      })),
    },
    example: [{ action: "deny", when: { field: "country", operator: "=", value: "XX" }, note: null }],
  }),
  encryption: () => ({
    schema: {
      type: "object",
      required: ["algorithm"],
      properties: {
        algorithm: { type: "string", enum: ["aes-256-gcm", "chacha20-poly1305", "none"] },
        keyId: { type: "string", format: "uuid" },
      },
      additionalProperties: false,
    },
    example: { algorithm: "aes-256-gcm", keyId: "6f1f4f0e-7d2c-4a0e-9a39-0b0a9e0d7c11" },
  }),
  endpoint: () => ({ schema: { type: "string", format: "uri", readOnly: true }, example: "https://x1.nimbus.test/" }),
  owner: () => ({
    schema: { type: "string", format: "email", description: "Who is told about trouble." },
    example: "ops@nimbus.test",
  }),
  monthlyLimit: (draft) => ({ schema: money(draft), example: { amount: "19.90", currency: "EUR" } }),
  healthCheck: (draft) => ({ schema: healthCheck(draft), example: { kind: "tcp", port: 443 } }),
  environment: () => ({
    schema: { type: "object", additionalProperties: { type: "string" } },
    example: { LOG_LEVEL: "info" },
  }),
  expiresAt: (draft) => ({
    schema: nullable(draft, { type: "string", format: "date-time" }),
    example: "2031-01-02T03:04:05Z",
  }),
  deletionProtection: () => ({
    schema: { type: "boolean", default: false, description: "Refuses to be deleted." },
    example: true,
  }),
  password: () => ({
    schema: { type: "string", format: "password", writeOnly: true, minLength: 12 },
    example: "correct-horse-battery",
  }),
  checksum: () => ({
    schema: { type: "string", format: "byte", description: "SHA-256, in Base64." },
    example: "3q2+7w==",
  }),
  legacyId: () => ({
    schema: { type: "integer", deprecated: true, description: "From before there were identifiers. Use `id`." },
    example: 1234,
  }),
  "x-trace.sampling": () => ({ schema: { type: "number", minimum: 0, maximum: 1 }, example: 0.1 }),
  "2faRequired": () => ({ schema: { type: "boolean" }, example: false }),
};

/** What somebody sends to make a resource. All else is made from it. */
function inputSchema(draft: Draft, resource: Resource): JsonObject {
  return component(draft, "schemas", `${resource.name}Input`, () => {
    const names = draft.random.some(Object.keys(FIELDS), draft.random.integer(5, 14));
    const properties: JsonObject = {
      name: {
        type: "string",
        minLength: 1,
        maxLength: 63,
        pattern: "^[a-z][a-z0-9-]*$",
        description: `The name of the ${resource.words}.`,
      },
    };
    const example: JsonObject = { name: `my-${resource.id.replace(/Id$/, "").toLowerCase()}` };
    for (const name of names) {
      const field = FIELDS[name]?.(draft);
      if (!field) continue;
      properties[name] = field.schema;
      if (field.schema.readOnly !== true) example[name] = field.example;
    }
    draft.inputs.set(resource.name, example);
    // what only the server sets cannot be asked for
    const settable = names.filter((name) => name in example);
    return {
      type: "object",
      description: `${capitalized(article(resource.words))} ${resource.words}, as you ask for it.`,
      required: ["name", ...draft.random.some(settable, draft.random.integer(0, 3))],
      properties,
    };
  });
}

function inputContent(draft: Draft, resource: Resource): JsonObject {
  const schema = inputSchema(draft, resource);
  const example = component(draft, "examples", `My${resource.name}`, () => ({
    summary: `${capitalized(article(resource.words))} ${resource.words} with all that can be said about it`,
    value: draft.inputs.get(resource.name) ?? {},
  }));
  return { "application/json": { schema, examples: { all: example } } };
}

function statusSchema(draft: Draft, resource: Resource): JsonObject {
  return component(draft, "schemas", `${resource.name}Status`, () => ({
    type: "string",
    description: `What the ${resource.words} is doing.`,
    enum: draft.random.some(STATES, draft.random.integer(3, STATES.length)),
  }));
}

function schemaOf(draft: Draft, resource: Resource): JsonObject {
  return component(draft, "schemas", resource.name, () => ({
    description: `${capitalized(article(resource.words))} ${resource.words}.`,
    allOf: [
      inputSchema(draft, resource),
      component(draft, "schemas", "Managed", () => ({
        type: "object",
        required: ["id", "createdAt"],
        properties: {
          id: { type: "string", format: "uuid", readOnly: true },
          createdAt: { type: "string", format: "date-time", readOnly: true },
          updatedAt: nullable(draft, { type: "string", format: "date-time", readOnly: true }),
        },
      })),
      { type: "object", required: ["status"], properties: { status: statusSchema(draft, resource) } },
    ],
  }));
}

function patchSchema(draft: Draft, resource: Resource): JsonObject {
  return component(draft, "schemas", `${resource.name}Patch`, () => {
    inputSchema(draft, resource);
    const input = draft.components.schemas?.[`${resource.name}Input`];
    const properties =
      input && typeof input.properties === "object" && !Array.isArray(input.properties) ? input.properties : {};
    return { type: "object", description: "Only what shall change.", minProperties: 1, properties: { ...properties } };
  });
}

function listSchema(draft: Draft, resource: Resource): JsonObject {
  return component(draft, "schemas", `${resource.name}List`, () => ({
    type: "object",
    required: ["items"],
    properties: {
      items: { type: "array", items: schemaOf(draft, resource) },
      nextPageToken: nullable(draft, {
        type: "string",
        description: "Where the next page starts; null on the last one.",
      }),
      total: { type: "integer", minimum: 0 },
    },
  }));
}

/** Something that takes longer than a request. */
function jobSchema(draft: Draft): JsonObject {
  return component(draft, "schemas", "Job", () => ({
    type: "object",
    required: ["id", "done"],
    properties: {
      id: { type: "string" },
      done: { type: "boolean" },
      progress: { type: "number", minimum: 0, maximum: 1 },
      error: problemSchema(draft),
    },
  }));
}

function problemSchema(draft: Draft): JsonObject {
  return component(draft, "schemas", "Problem", () => ({
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { type: "string", example: "quota_exceeded" },
      message: { type: "string" },
      details: { type: "array", items: { type: "object", additionalProperties: true } },
      retryAfter: nullable(draft, { type: "integer", description: "In seconds." }),
    },
  }));
}

const json = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });
const response = (description: string, schema?: JsonObject): JsonObject => ({
  description,
  ...(schema && { content: json(schema) }),
});

function failure(draft: Draft, name: string, description: string): JsonObject {
  return component(draft, "responses", name, () => ({
    description,
    content: { "application/problem+json": { schema: problemSchema(draft) } },
  }));
}

function failures(draft: Draft, ...more: [status: string, name: string, description: string][]): JsonObject {
  const found: JsonObject = {};
  for (const [status, name, description] of more) found[status] = failure(draft, name, description);
  found.default = failure(draft, "Unexpected", "Something else went wrong.");
  return found;
}

const notFound: [string, string, string] = ["404", "NotFound", "There is no such thing."];
const conflict: [string, string, string] = ["409", "Conflict", "Something else is going on with it."];
const invalid: [string, string, string] = ["422", "Invalid", "Some fields are wrong."];

function pageParameters(draft: Draft): JsonObject[] {
  const query = (name: string, schema: JsonObject, description: string): JsonObject =>
    component(draft, "parameters", capitalized(name), () => ({ name, in: "query", description, schema }));
  return [
    query("pageSize", { type: "integer", minimum: 1, maximum: 500, default: 50 }, "How many at most."),
    query("pageToken", { type: "string" }, "Where to start."),
    query("orderBy", { type: "array", items: { type: "string" } }, "What to sort by; a minus sign turns it around."),
  ];
}

const requestId = (draft: Draft): JsonObject =>
  component(draft, "parameters", "RequestId", () => ({
    name: "X-Request-Id",
    in: "header",
    description: "Makes a request safe to repeat.",
    schema: { type: "string", format: "uuid" },
  }));

type Make = (draft: Draft, resource: Resource) => { method: Method; path: string; operation: JsonObject };

const list: Make = (draft, resource) => ({
  method: "get",
  path: resource.collection,
  operation: {
    operationId: `list${resource.plural}`,
    summary: `List ${resource.pluralWords}`,
    description: `Lists the ${resource.pluralWords} that you may see, a page at a time.`,
    parameters: [
      ...pageParameters(draft),
      { name: "status", in: "query", explode: false, schema: { type: "array", items: statusSchema(draft, resource) } },
      {
        name: "filter",
        in: "query",
        style: "deepObject",
        explode: true,
        schema: { type: "object", additionalProperties: { type: "string" } },
      },
    ],
    responses: {
      "200": {
        description: "A page.",
        headers: { "X-Total-Count": { description: "How many there are in all.", schema: { type: "integer" } } },
        content: json(listSchema(draft, resource)),
      },
      ...failures(draft),
    },
  },
});

const create: Make = (draft, resource) => ({
  method: "post",
  path: resource.collection,
  operation: {
    operationId: `create${resource.name}`,
    summary: `Create ${article(resource.words)} ${resource.words}`,
    parameters: [requestId(draft)],
    requestBody: { required: true, content: inputContent(draft, resource) },
    responses: {
      "201": {
        ...response("Created.", schemaOf(draft, resource)),
        headers: { Location: { schema: { type: "string" } } },
      },
      ...failures(draft, conflict, invalid),
    },
  },
});

const get: Make = (draft, resource) => ({
  method: "get",
  path: resource.item,
  operation: {
    operationId: `get${resource.name}`,
    summary: `Get ${article(resource.words)} ${resource.words}`,
    responses: { "200": response("Found.", schemaOf(draft, resource)), ...failures(draft, notFound) },
  },
});

const remove: Make = (draft, resource) => ({
  method: "delete",
  path: resource.item,
  operation: {
    operationId: `delete${resource.name}`,
    summary: `Delete ${article(resource.words)} ${resource.words}`,
    responses: { "204": { description: "Deleted." }, ...failures(draft, notFound, conflict) },
  },
});

const update: Make = (draft, resource) => ({
  method: "patch",
  path: resource.item,
  operation: {
    operationId: `update${resource.name}`,
    summary: `Change ${article(resource.words)} ${resource.words}`,
    requestBody: {
      required: true,
      content: { "application/merge-patch+json": { schema: patchSchema(draft, resource) } },
    },
    responses: { "200": response("Changed.", schemaOf(draft, resource)), ...failures(draft, notFound, invalid) },
  },
});

const replace: Make = (draft, resource) => ({
  method: "put",
  path: resource.item,
  operation: {
    operationId: `replace${resource.name}`,
    summary: `Replace ${article(resource.words)} ${resource.words}`,
    parameters: [{ name: "If-Match", in: "header", required: true, schema: { type: "string" } }],
    requestBody: { required: true, content: inputContent(draft, resource) },
    responses: {
      "200": response("Replaced.", schemaOf(draft, resource)),
      "412": { description: "It changed meanwhile." },
      ...failures(draft, notFound),
    },
  },
});

const action =
  (verb: string): Make =>
  (draft, resource) => ({
    method: "post",
    path: `${resource.item}/${verb}`,
    operation: {
      operationId: `${verb}${resource.name}`,
      summary: `${capitalized(verb)} ${article(resource.words)} ${resource.words}`,
      ...(draft.random.chance(0.1) && { deprecated: true }),
      requestBody: {
        content: json({
          type: "object",
          properties: { force: { type: "boolean", default: false }, reason: { type: "string" } },
        }),
      },
      responses: {
        "202": response("Started.", jobSchema(draft)),
        "204": { description: "Nothing to do." },
        ...failures(draft, notFound, conflict),
      },
    },
  });

const search: Make = (draft, resource) => ({
  method: "post",
  path: `${resource.collection}/search`,
  operation: {
    operationId: `search${resource.plural}`,
    summary: `Search ${resource.pluralWords}`,
    requestBody: {
      required: true,
      content: json({
        type: "object",
        required: ["where"],
        properties: { where: condition(draft), limit: { type: "integer" } },
      }),
    },
    responses: {
      "200": {
        description: "Found.",
        content: { ...json(listSchema(draft, resource)), "text/csv": { schema: { type: "string" } } },
      },
      ...failures(draft, invalid),
    },
  },
});

const events: Make = (draft, resource) => ({
  method: "get",
  path: `${resource.item}/events`,
  operation: {
    operationId: `list${resource.name}Events`,
    summary: `List what happened to ${article(resource.words)} ${resource.words}`,
    parameters: [{ name: "since", in: "query", schema: { type: "string", format: "date-time" } }],
    responses: {
      "200": response("What happened, oldest first.", {
        type: "array",
        items: component(draft, "schemas", "Event", () => ({
          type: "object",
          required: ["at", "kind"],
          properties: {
            at: { type: "string", format: "date-time" },
            kind: { type: "string" },
            by: nullable(draft, { type: "string" }),
          },
        })),
      }),
      ...failures(draft, notFound),
    },
  },
});

const upload: Make = (draft, resource) => ({
  method: "put",
  path: `${resource.item}/content`,
  operation: {
    operationId: `upload${resource.name}Content`,
    summary: `Upload the content of ${article(resource.words)} ${resource.words}`,
    requestBody: {
      required: true,
      content: {
        "application/octet-stream": { schema: file(draft) },
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["file"],
            properties: { file: file(draft), comment: { type: "string" } },
          },
        },
      },
    },
    responses: {
      "204": { description: "Stored." },
      "413": { description: "Too large." },
      ...failures(draft, notFound),
    },
  },
});

const download: Make = (draft, resource) => ({
  method: "get",
  path: `${resource.item}/content`,
  operation: {
    operationId: `download${resource.name}Content`,
    summary: `Download the content of ${article(resource.words)} ${resource.words}`,
    parameters: [{ name: "Range", in: "header", schema: { type: "string" } }],
    responses: {
      "200": { description: "All of it.", content: { "application/octet-stream": { schema: file(draft) } } },
      "206": { description: "A part of it.", content: { "application/octet-stream": { schema: file(draft) } } },
      ...failures(draft, notFound),
    },
  },
});

const exists: Make = (draft, resource) => ({
  method: "head",
  path: resource.item,
  operation: {
    operationId: `check${resource.name}`,
    summary: `Check whether there is ${article(resource.words)} ${resource.words}`,
    responses: { "200": { description: "There is." }, "404": { description: "There is not." }, ...failures(draft) },
  },
});

function operationsOf(draft: Draft): Make[] {
  const { random } = draft;
  return [
    list,
    create,
    get,
    remove,
    ...random.some([update, replace, search, events, exists], random.integer(1, 4)),
    ...(random.chance(0.25) ? [upload, download] : []),
    ...random.some(ACTIONS, random.integer(0, 3)).map(action),
  ];
}

/** `noun` is in kebab case. It may lie in another resource of its service. */
function makeResource(service: string, noun: string, parent: Resource | undefined): Resource {
  const id = `${camelCase(noun)}Id`;
  const plural = pluralOf(noun);
  const collection = `${parent?.item ?? `/${service.toLowerCase().replaceAll(" ", "-")}`}/${plural}`;
  const ofParent: JsonObject[] = parent ? [...parent.parents, idParameter(parent)] : [];
  return {
    service,
    name: pascalCase(noun),
    plural: pascalCase(plural),
    words: noun.replaceAll("-", " "),
    pluralWords: plural.replaceAll("-", " "),
    collection,
    item: `${collection}/{${id}}`,
    id,
    parents: ofParent,
  };
}

function idParameter(resource: Resource): JsonObject {
  return {
    name: resource.id,
    in: "path",
    required: true,
    description: `Which ${resource.words}.`,
    schema: { type: "string", format: "uuid" },
  };
}

function addOperation(draft: Draft, resource: Resource, make: Make): void {
  const { method, path, operation } = make(draft, resource);
  let item = draft.paths[path];
  if (!item) {
    const parameters = path.startsWith(resource.item) ? [...resource.parents, idParameter(resource)] : resource.parents;
    item = parameters.length > 0 ? { parameters } : {};
    draft.paths[path] = item;
  }
  item[method] = { tags: [resource.service], ...operation };
}

function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}: give a whole number from ${least} to ${most}`);
  }
  return value;
}

/**
 * A description of an invented cloud: services with resources that are listed, created, changed, deleted and acted
 * upon, with nested and shared schemas, enumerations, pages, files and examples. It is valid, every operation has an
 * operationId of its own, and the same options give the same description.
 *
 * @throws {RangeError} when `operations`, `seed` or `version` is none that it knows.
 * @example
 * const { paths } = makeDescription({ operations: 240, seed: 1, version: "3.1" });
 */
export function makeDescription({ operations, seed, version }: DescriptionOptions): Description {
  whole("operations", operations, 1, MOST_OPERATIONS);
  whole("seed", seed, 0, 2 ** 32 - 1);
  if (version !== "3.0" && version !== "3.1") throw new RangeError(`version is ${version}: give 3.0 or 3.1`);

  const random = makeRandom(seed);
  const draft: Draft = { version, random, paths: {}, components: {}, inputs: new Map() };
  const wanted = Math.min(SERVICES.length, Math.ceil(operations / OPERATIONS_PER_SERVICE));
  const services = random
    .some(SERVICES, wanted)
    .map(([name, nouns]) => ({ name, nouns: random.some(nouns.split(" "), nouns.length) }));
  const used = new Set<string>();
  const parents = new Map<string, Resource>();

  let left = operations;
  // one resource of each service in turn, so that a small description has a bit of everything too
  for (const adjective of ADJECTIVES) {
    for (let turn = 0; left > 0 && services.some(({ nouns }) => turn < nouns.length); turn++) {
      for (const { name, nouns } of services) {
        const noun = nouns[turn];
        if (noun === undefined) continue;
        const parent = random.chance(0.3) ? parents.get(name) : undefined;
        const resource = makeResource(name, adjective ? `${adjective}-${noun}` : noun, parent);
        if (!parent) parents.set(name, resource);
        for (const make of operationsOf(draft).slice(0, left)) {
          addOperation(draft, resource, make);
          used.add(name);
          left--;
        }
      }
    }
  }

  return {
    openapi: version === "3.0" ? "3.0.3" : "3.1.0",
    info: {
      title: "Nimbus",
      version: `1.${seed}.0`,
      description: `A cloud that does not exist, with ${operations} operations.`,
      license: { name: "CC0 1.0", url: "https://creativecommons.org/publicdomain/zero/1.0/" },
    },
    servers: [
      {
        url: "https://{region}.nimbus.test/v1",
        description: "A region.",
        variables: { region: { default: REGIONS[0] ?? "", enum: REGIONS } },
      },
    ],
    security: [{ token: [] }, { key: [] }],
    tags: services.filter(({ name }) => used.has(name)).map(({ name }) => ({ name, description: `What ${name} has.` })),
    paths: draft.paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "header", name: "X-Api-Key" },
      },
      ...draft.components,
    },
  };
}

function main(): void {
  const { values } = parseArgs({
    options: {
      operations: { type: "string", default: "240" },
      seed: { type: "string", default: "1" },
      version: { type: "string", default: "3.1" },
    },
  });
  const { version } = values;
  if (version !== "3.0" && version !== "3.1") throw new RangeError(`--version is ${version}: give 3.0 or 3.1`);
  const description = makeDescription({ operations: Number(values.operations), seed: Number(values.seed), version });
  process.stdout.write(`${JSON.stringify(description, null, 2)}\n`);
}

if (import.meta.main) main();
