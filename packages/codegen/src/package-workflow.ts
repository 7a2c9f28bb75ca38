/** What the workflow of a generated package has to know. */
export interface PackageWorkflow {
  /** The folder of the package, from the root of its repository. */
  folder: string;
  /** The options of `pnpm generate`, with paths from the folder `.generator` in that root. */
  options: readonly string[];
  /** Where the generator comes from: a repository on GitHub, such as `owner/name`, and a tag or commit of it. */
  generator: { repository: string; ref: string };
}

/**
 * Returns a workflow for GitHub, in YAML, that fails if a generated package is not what the description gives or does not
 * build. For a tag such as `v1.2.0` it also stages the package on npm, by trusted publishing. No build and no dependency runs
 * in the job that may publish.
 */
export function packageWorkflow({ folder, options, generator }: PackageWorkflow): string {
  return `name: package
on:
  pull_request:
  push:
    branches: [main]
    tags: ["v*"]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/checkout@v5
        with:
          repository: ${JSON.stringify(generator.repository)}
          ref: ${JSON.stringify(generator.ref)}
          path: .generator
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          package-manager-cache: false
      - run: ${JSON.stringify(`npx -y pnpm@12.21.0 generate ${options.map(shellWord).join(" ")} --check`)}
        working-directory: .generator
      - run: npm install && npm run build && npm pack
        working-directory: ${JSON.stringify(folder)}
      - uses: actions/upload-artifact@v4
        with:
          name: package
          path: ${JSON.stringify(`${folder}/*.tgz`)}
          if-no-files-found: error
  publish:
    if: startsWith(github.ref, 'refs/tags/v')
    needs: check
    runs-on: ubuntu-latest
    permissions:
      id-token: write # npm's trusted publishing, which brings provenance
    steps:
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          package-manager-cache: false
      - run: npm install --global npm@11.19.1 # staging needs npm 11.15
      - uses: actions/download-artifact@v5
        with:
          name: package
      - run: npm stage publish ./*.tgz --access public # a maintainer approves it on npmjs.com
`;
}

/** A word of a command for a shell, in quotes if it needs them. */
export function shellWord(text: string): string {
  return /^[\w@./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
