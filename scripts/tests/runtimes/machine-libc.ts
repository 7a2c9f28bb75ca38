const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };

/** The C library of a Linux, as packages name it: "glibc", which most runtimes are linked with, or "musl". */
export const machineLibc = header.glibcVersionRuntime === undefined ? "musl" : "glibc";
