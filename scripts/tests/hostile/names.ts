/** Names that are words of JavaScript, or what every object has. */
const words =
  "constructor hasOwnProperty prototype toString valueOf isPrototypeOf __defineGetter__ then class default await import eval arguments null extends implements";

/** Names that are also given by the generated modules, or by what they are made with. */
const given =
  "paths components operations Record Array string validate20 schema31 data operation_0 mostProblems specHash";

/** Names that are no identifiers. */
const others = [
  "a b",
  "1x",
  "a-b",
  "a.b",
  "💥",
  "a\\",
  "~",
  "a~1b",
  "%",
  "%2F",
  "$",
  "-",
  "a'b",
  'a"b',
  "a`$" + "{b}`",
  "a;b",
  "a/b",
  "\u0001",
];

/** Names of other scripts: from right to left, without cases, composed in two ways, turning the text around. */
const scripts = ["שלום", "مرحبا", "日本語", "e\u0301", "\u00e9", "ﬁ", "\u202ea\u202c", "\u2067b", "\u2028c", "क्षत्रिय"];

/** Names that are one after folding their case. */
const cases = ["Model", "model", "MODEL", "ß", "SS", "ss", "ſ", "s", "\u212a", "K", "k", "İ", "i", "ı"];

/** Names that nobody gives in good faith, and that a description may give nevertheless. */
export const names: readonly string[] = [...words.split(" "), ...given.split(" "), ...others, ...scripts, ...cases];

/** Names that OpenAPI allows for a component. */
export const componentNames: readonly string[] = names.filter((name) => /^[a-zA-Z0-9._-]+$/.test(name));

const RUN = "globalThis.pwned=1";

/** Texts that become code where a generator forgets what they stand in. */
export const texts: readonly string[] = [
  `*/${RUN}/*`,
  `*\\/${RUN}/*`,
  `\`\${${RUN}}\``,
  `\${${RUN}}`,
  `";${RUN};"`,
  `';${RUN};'`,
  `"]:1};${RUN};({"`,
  `\\";${RUN}//`,
  `\n${RUN}//`,
  `\r${RUN}//`,
  `\u2028${RUN}//`,
  `\u2029${RUN}\u2029`,
  `\u202e*/${RUN}/*\u202c`,
  `</script><script>${RUN}</script>`,
  `@ts-ignore */${RUN}`,
  `/${RUN}/`,
];
