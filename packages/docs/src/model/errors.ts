import type { DocumentedError, OperationPage } from "./site.ts";

/** The errors that operations document, in the order of their statuses. `default` comes last. */
export function errorsOf(operations: OperationPage[]): DocumentedError[] {
  const errors = new Map<string, DocumentedError>();
  for (const operation of operations) {
    for (const response of operation.responses) {
      const { status } = response;
      if (!/^(4|5|default)/.test(status)) continue;
      const error = errors.get(status) ?? { status, answers: [] };
      error.answers.push({ operation, response });
      errors.set(status, error);
    }
  }
  return [...errors.values()].sort((a, b) => a.status.localeCompare(b.status, "en"));
}
