/** A media type without its parameters, in lower case: `application/json; charset=utf-8` is `application/json`. */
export function essenceOf(mediaType: string): string {
  return mediaType.replace(/;.*/s, "").trim().toLowerCase();
}

/** Whether a media type stands for several: a wildcard, such as `image/*`. */
export function isRange(mediaType: string): boolean {
  return essenceOf(mediaType).includes("*");
}

/** Whether the values of a media type are JSON: `application/json`, `application/problem+json`, and wildcards. */
export function isJson(mediaType: string): boolean {
  return /^(\*|application)\/\*$|[/+]json$/.test(essenceOf(mediaType)) && !isJsonSequence(mediaType);
}

/** Whether a media type is a sequence of JSON values, one after another. */
export function isJsonSequence(mediaType: string): boolean {
  // Kubernetes names its sequences by a parameter.
  return /[/+](x-)?(jsonl|jsonlines|ndjson|json-seq|stream\+json)$|;\s*stream=/.test(
    `${essenceOf(mediaType)}${/;\s*stream=.*/i.exec(mediaType)?.[0] ?? ""}`,
  );
}

/** Whether a media type is a stream of server-sent events. */
export function isEventStream(mediaType: string): boolean {
  return essenceOf(mediaType) === "text/event-stream";
}

/** Whether a media type is a form whose parts or pairs are the properties of an object. */
export function isForm(mediaType: string): boolean {
  return isMultipart(mediaType) || essenceOf(mediaType) === "application/x-www-form-urlencoded";
}

export function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith("multipart/");
}

/** Whether the values of a media type are text that is neither JSON nor a form. */
export function isText(mediaType: string): boolean {
  return (
    /^text\/|[/+](xml|x?-?yaml|javascript|graphql|sql|toml)$/.test(essenceOf(mediaType)) && !isEventStream(mediaType)
  );
}
