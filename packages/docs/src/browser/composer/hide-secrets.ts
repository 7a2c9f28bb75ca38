import type { FormField, RequestForm, SampleRequest } from "../../model/site.ts";

/**
 * The request with `<name>` in place of each secret, as the samples show it: what is typed unseen is not to be read, nor
 * copied with the rest.
 */
export function hideSecrets(form: RequestForm, request: SampleRequest): SampleRequest {
  const hidden = { ...request };
  for (const field of form.parameters) {
    const { place, name } = field;
    if (place === undefined || place === "cookie" || !Object.hasOwn(request[place], name)) continue;
    hidden[place] = { ...hidden[place], [name]: hideWithin(field, request[place][name]) };
  }
  if (form.body !== undefined && request.body !== undefined) hidden.body = hideWithin(form.body, request.body);
  return hidden;
}

function hideWithin(field: FormField, value: unknown): unknown {
  if (field.secret && value !== null) return `<${field.name}>`;
  if (typeof value !== "object" || value === null) return value;
  const { item, fields = [] } = field;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each) => hideWithin(item, each));
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
    const of = field.kind === "map" ? item : fields.find(({ name }) => name === key);
    return [key, of === undefined ? each : hideWithin(of, each)];
  });
  return Object.fromEntries(entries);
}
