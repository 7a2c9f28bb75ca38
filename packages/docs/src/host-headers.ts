/**
 * What a host should send with every page, in the format of Netlify and Cloudflare Pages. The pages have a
 * Content-Security-Policy of their own, which cannot contain these directives; both apply.
 */
export const hostHeaders = `/*
  Content-Security-Policy: frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types site
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
`;
