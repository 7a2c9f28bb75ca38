/** Words that cannot name a variable in a JavaScript module. */
export const reservedWords: readonly string[] = [
  ..."arguments await break case catch class const continue debugger default delete do else enum eval export".split(
    " ",
  ),
  ..."extends false finally for function if implements import in instanceof interface let new null package".split(" "),
  ..."private protected public return static super switch this throw true try typeof undefined var void".split(" "),
  ..."while with yield NaN Infinity".split(" "),
];

/** The words of a name: `x-rate.limit` is x, rate, limit; `getHTTPItem` is get, HTTP, Item. */
function words(name: string): string[] {
  return (
    name
      .normalize("NFC")
      .match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{N}+|\p{Lu}/gu)
      ?.filter(Boolean) ?? []
  );
}

/** A name as a camelCase identifier: `items/list` is `itemsList`, `2fa` is `_2Fa`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll}|[^\p{L}]|$)|^\p{Lu}/u, (start) => start.toLowerCase());
}

/** A name as a PascalCase identifier: `x-rate.limit` is `XRateLimit`. */
export function pascalCase(name: string): string {
  const joined = words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^[\p{L}_$]/u.test(joined) ? joined : `_${joined}`;
}

/** Makes names unique: the function appends the first free number, from 2, to a name that is taken. */
export function uniqueNames(taken: Iterable<string> = []): (name: string) => string {
  const given = new Set(taken);
  return (name) => {
    let free = name;
    for (let number = 2; given.has(free); number++) free = `${name}${number}`;
    given.add(free);
    return free;
  };
}

/** A property name in an object or interface, in quotes if it needs them. */
export function propertyKey(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && name !== "__proto__" ? name : JSON.stringify(name);
}
