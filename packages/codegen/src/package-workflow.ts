/** What the workflow of a generated package has to know. */
export interface PackageWorkflow {
  /** The description, from the root of the package's repository, such as `openapi.yaml`. */
  spec: string;
  /** The folder of the package, from the same root. */
  folder: string;
  /** Where the generator comes from: a repository on GitHub, such as `owner/name`, and a tag or commit of it. */
  generator: { repository: string; ref: string };
}

/**
 * Returns a workflow for GitHub, in YAML, that fails if a generated package is not what the description gives or does not
 * build. For a tag such as `v1.2.0` it also stages the package on npm, by trusted publishing. No build and no dependency runs
 * in the job that may publish.
 */
export function packageWorkflow({ spec, folder, generator }: PackageWorkflow): string {
  return `name: package
on:
  pull_request:
  push:
    branches: [main]
    tags: ["v*"]
permissions:
  contents: read
env:
  SPEC: ${JSON.stringify(spec)}
  PACKAGE: ${JSON.stringify(folder)}
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
      - run: npx -y pnpm@12.21.0 generate --spec "../$SPEC" --out "../$PACKAGE" --check
        working-directory: .generator
      - run: npm install && npm run build && npm pack
        working-directory: \${{ env.PACKAGE }}
      - uses: actions/upload-artifact@v4
        with:
          name: package
          path: \${{ env.PACKAGE }}/*.tgz
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
