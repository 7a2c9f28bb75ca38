import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript-5";

/** A package of the workspace. */
export interface WorkspacePackage {
  name: string;
  /** From the root of the repository, with forward slashes. */
  folder: string;
  /** The other packages of the workspace that its manifest names. */
  uses: string[];
  /** Every package that its manifest names. */
  declared: Set<string>;
  /** Each import of its files: the file, from the root, and what it names. */
  imports: { file: string; target: string }[];
}

/** The folder of the commands, which use everything and are used by nothing. */
const COMMANDS = "scripts";
/** The package of what tests share. */
const TESTING = "packages/testing";

const FOLDERS = ["spec", "scripts", "packages/*"];
const CODE = "**/*.{ts,tsx,mts,cts,js}";
const LEFT_OUT = /(^|[\\/])(node_modules|dist|site|fixtures|programs)([\\/]|$)/;

/** The packages of the workspace in `root`, each after those that it uses unless they go round in a circle. */
export function readStructure(root: string): WorkspacePackage[] {
  const manifests = globSync(
    FOLDERS.map((folder) => `${folder}/package.json`),
    { cwd: root },
  );
  const folders = manifests.map((path) => dirname(path).replaceAll(sep, "/")).sort();
  const parsed = folders.map((folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
  const names = new Set<string>(parsed.map(({ name }) => name));
  const packages = folders.map((folder, at): WorkspacePackage => {
    const { name, dependencies, devDependencies, peerDependencies } = parsed[at];
    const declared = new Set(Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }));
    const uses = [...declared].filter((other) => names.has(other)).sort();
    return { name, folder, uses, declared, imports: importsOf(root, folder) };
  });
  return inOrder(packages);
}

/** A line for each broken rule: where it is broken and what to do. */
export function brokenRules(packages: readonly WorkspacePackage[]): string[] {
  return [...circles(packages), ...packages.flatMap((each) => brokenRulesOf(each, packages))];
}

function brokenRulesOf({ name, folder, uses, declared, imports }: WorkspacePackage, all: readonly WorkspacePackage[]) {
  const broken: string[] = [];
  const commands = all.find((other) => other.folder === COMMANDS)?.name;
  if (folder === TESTING && uses.length > 0) {
    broken.push(
      `${folder}/package.json: ${name} must use no other package of the workspace, and uses ${uses.join(", ")}`,
    );
  }
  if (commands !== undefined && uses.includes(commands)) {
    broken.push(`${folder}/package.json: nothing may use ${commands}: move what is shared into a package`);
  }
  for (const { file, target } of imports) {
    if (target.startsWith(".")) {
      const path = relative(folder, resolve(dirname(file), target)).replaceAll(sep, "/");
      if (path.startsWith("../")) {
        broken.push(`${file}: "${target}" leaves the package: import what the other package exports`);
      }
      continue;
    }
    const packageName = target.split("/", target.startsWith("@") ? 2 : 1).join("/");
    if (target.startsWith("node:") || packageName === name) continue;
    if (!declared.has(packageName)) {
      broken.push(`${file}: "${target}" is not in ${folder}/package.json: add ${packageName} to its dependencies`);
    }
  }
  return broken;
}

function importsOf(root: string, folder: string): WorkspacePackage["imports"] {
  const files = globSync(CODE, { cwd: join(root, folder), exclude: (path) => LEFT_OUT.test(path) });
  return files.flatMap((path) => {
    if (LEFT_OUT.test(path)) return [];
    const file = `${folder}/${path.replaceAll(sep, "/")}`;
    const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
    return importedBy(source).map((target) => ({ file, target }));
  });
}

/** What a file imports, exports from or imports while it runs. */
function importedBy(node: ts.Node): string[] {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  const found = named && ts.isStringLiteral(named) ? [named.text] : [];
  ts.forEachChild(node, (child) => void found.push(...importedBy(child)));
  return found;
}

/** Each package after those that it uses. */
function inOrder(packages: readonly WorkspacePackage[]): WorkspacePackage[] {
  const ordered: WorkspacePackage[] = [];
  let left = [...packages];
  while (left.length > 0) {
    const waits = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ uses }) => !uses.some((name) => waits.has(name)));
    if (ready.length === 0) return [...ordered, ...left];
    ordered.push(...ready);
    left = left.filter((each) => !ready.includes(each));
  }
  return ordered;
}

/** The packages that are in a circle, or use one. They come last, as none of them has all that it uses before it. */
function circles(packages: readonly WorkspacePackage[]): string[] {
  const seen = new Set<string>();
  const circular = packages.filter(({ name, uses }) => {
    const isReady = uses.every((other) => seen.has(other));
    if (isReady) seen.add(name);
    return !isReady;
  });
  return circular.length === 0
    ? []
    : [`package.json of ${circular.map(({ folder }) => folder).join(", ")}: these packages use each other in a circle`];
}
