// What runs in the browser is compiled with the rest of the repository, which otherwise knows Node.js alone.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
