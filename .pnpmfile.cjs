// openapi-typescript is frozen and needs the JavaScript API of TypeScript 5, which TypeScript 7 does not have:
// it gets a TypeScript of its own, and everything else is checked by the one in package.json.
function readPackage(manifest) {
  if (manifest.name === "openapi-typescript") {
    delete manifest.peerDependencies.typescript;
    manifest.dependencies.typescript = "5.9.3";
  }
  return manifest;
}

module.exports = { hooks: { readPackage } };
