import { Shape } from "./types";

/** What stands in a box's corner: paths of 20 by 20 pixels, drawn as lines. */
export const SHAPE_PATHS: Readonly<Record<Shape, string>> = {
  globe: "M10 1.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M1.5 10h17M10 1.5c-6 5-6 12 0 17M10 1.5c6 5 6 12 0 17",
  edge: "M5.5 16.5a4 4 0 0 1-.6-8a5.5 5.5 0 0 1 10.5-.8a4.4 4.4 0 0 1 .1 8.8z",
  name: "M2 4h10l6 6l-6 6h-10zM6.5 8.7a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6",
  balancer: "M2 10h5M7 10l5-6h6M7 10h11M7 10l5 6h6M15.5 1.5l2.5 2.5l-2.5 2.5M15.5 7.5l2.5 2.5l-2.5 2.5M15.5 13.5l2.5 2.5l-2.5 2.5",
  gate: "M2 10h10M9 6.5l3.5 3.5l-3.5 3.5M12 2h6v16h-6",
  servers: "M2 2.5h16v6h-16zM2 11.5h16v6h-16zM5 5.5h1M5 14.5h1M9 5.5h6M9 14.5h6",
  function: "M4 3h3l7 14h3M9.2 8l-5 9",
  person: "M10 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8M2.5 18.5a7.5 6.5 0 0 1 15 0z",
  database: "M2.5 4.5a7.5 3 0 0 1 15 0v11a7.5 3 0 0 1-15 0zM2.5 4.5a7.5 3 0 0 0 15 0M2.5 10a7.5 3 0 0 0 15 0",
  cache: "M11.5 1.5l-8 10.5h5.5l-1.5 6.5l8.5-10.5h-5.5z",
  bucket: "M2.5 3.5h15l-2.2 14h-10.6zM2.5 3.5a7.5 2 0 0 0 15 0",
  queue: "M2 5h4v10h-4zM8 5h4v10h-4zM14 5h4v10h-4z",
  key: "M13 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M9.7 10l-7.2 7.5M4.5 15.5l2.5 2.5M7 13l2 2",
  bell: "M3 15h14c-1.8-2-1.8-4-1.8-6.5a5.2 5.2 0 0 0-10.4 0c0 2.5 0 4.5-1.8 6.5M8.2 17.5a2 2 0 0 0 3.6 0",
  other: "M2.5 2.5h15v15h-15zM6.5 10h.5M10 10h.5M13.5 10h.5",
  chart: "M2 2v16h16M6 14v-4M10 14v-8M14 14v-6",
};
