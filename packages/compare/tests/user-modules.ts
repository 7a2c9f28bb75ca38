import { operationsModule, typesModule } from "@repo/codegen";
import type { OpenApiDocument } from "@repo/openapi";

/** What the operations module imports from the client. */
const CLIENT = `export interface CallOptions {}
export type OperationResult<Output, Failed = unknown, Headers = unknown> = Promise<Output>;
export interface Operation {}
export type DocumentedError<Responses> = unknown;
export type ResponseHeaders<Responses, Status> = unknown;
export interface ServerSentEvent<Data> { data: Data }
export declare const describeCall: unknown;
export declare const describeRequest: unknown;
export declare const describeResponse: unknown;
`;

const generated = new WeakMap<OpenApiDocument, Promise<[name: string, text: string][]>>();

/** The modules that a user of a description's types and methods imports. */
export async function modulesOf(folder: string, document: OpenApiDocument): Promise<[path: string, text: string][]> {
  const generate = async (): Promise<[string, string][]> => [
    ["types.ts", (await typesModule(document, "")).code],
    ["operations.ts", operationsModule(document, "", { types: "./types.ts", runtime: () => "./operation.ts" }).code],
    ["operation.ts", CLIENT],
  ];
  const modules = generated.get(document) ?? generate();
  generated.set(document, modules);
  return (await modules).map(([name, text]) => [`${folder}/${name}`, text]);
}
