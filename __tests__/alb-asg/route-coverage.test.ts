import { ServiceRoute } from "../../modules/alb-asg";
import { covers } from "../../modules/alb-asg/route-coverage";

type Conditions = Omit<ServiceRoute, "priority">;

// Application Load Balancers guide, "Condition types for listener rules": what each condition is compared with, and what its wildcards stand for.
test.each<[string, Conditions, Conditions, boolean]>([
  ["any path covers one", { paths: ["/*"] }, { paths: ["/api/*"] }, true],
  ["any path covers a route of a host", { paths: ["/*"] }, { hosts: ["api.example.com"] }, true],
  ["a path doesn't cover any path", { paths: ["/api/*"] }, { paths: ["/*"] }, false],
  ["a path covers a longer one", { paths: ["/api/*"] }, { paths: ["/api/v1/*", "/api/v2/*"] }, true],
  ["one of two paths is not covered", { paths: ["/api/*"] }, { paths: ["/api/v1/*", "/ws/*"] }, false],
  ["any path covers one that begins with a wildcard", { paths: ["/*"] }, { paths: ["*.png"] }, true],
  ["a wildcard covers a longer path", { paths: ["*.png"] }, { paths: ["/static/*.png"] }, true],
  ["paths are compared with regard to case", { paths: ["/API/*"] }, { paths: ["/api/orders"] }, false],
  ["hosts are compared without regard to case", { hosts: ["*.Example.com"] }, { hosts: ["api.example.com"] }, true],
  ["a question mark stands for one character", { paths: ["/v?"] }, { paths: ["/v1"] }, true],
  ["a question mark doesn't stand for many", { paths: ["/v?"] }, { paths: ["/v*"] }, false],
  ["a dot is a dot", { hosts: ["api.example.com"] }, { hosts: ["apixexample.com"] }, false],
  ["a host leaves the requests of other hosts", { hosts: ["a.example.com"] }, { paths: ["/api/*"] }, false],
  ["a host and a path leave what has another host", { hosts: ["a.example.com"], paths: ["/*"] }, { paths: ["/api/*"] }, false],
  ["a host covers the same host with a path", { hosts: ["a.example.com"] }, { hosts: ["a.example.com"], paths: ["/api/*"] }, true],
  ["a method covers the same method", { methods: ["GET", "POST"] }, { methods: ["GET"], paths: ["/x"] }, true],
  ["a method leaves other methods", { methods: ["GET"] }, { methods: ["GET", "POST"] }, false],
  ["a header's name has no case", { headers: { "X-Version": ["2*"] } }, { headers: { "x-version": ["2.1"] } }, true],
  ["a header leaves requests without it", { headers: { "X-Version": ["2*"] } }, { paths: ["/x"] }, false],
  ["any value of a header leaves requests without the header", { headers: { "X-Canary": ["*"] } }, { paths: ["/*"] }, false],
  ["any value of a header covers a value", { headers: { "X-Canary": ["*"] } }, { headers: { "X-Canary": ["a"] } }, true],
  ["any value of a parameter leaves requests without it", { queryParameters: { debug: "*" } }, { paths: ["/*"] }, false],
  ["any host covers a route without one", { hosts: ["*"] }, { paths: ["/x"] }, true],
  ["a query parameter covers its values", { queryParameters: { a: "1*" } }, { queryParameters: { a: "12", b: "2" } }, true],
  ["a query parameter leaves others", { queryParameters: { a: "1", b: "2" } }, { queryParameters: { a: "1" } }, false],
  ["a source covers itself", { sourceCidrBlocks: ["10.0.0.0/8"] }, { sourceCidrBlocks: ["10.0.0.0/8"], paths: ["/x"] }, true],
  ["a source leaves others", { sourceCidrBlocks: ["10.0.0.0/8"] }, { sourceCidrBlocks: ["192.0.2.0/24"] }, false],
  ["what only Terraform knows may be anything", { paths: ["${var.path}"] }, { paths: ["/x"] }, false],
  ["what only Terraform knows may be outside", { paths: ["/api/*"] }, { paths: ["${var.path}"] }, false],
])("%s", (_, outer, inner, covered) => {
  expect(covers({ priority: 1, ...outer }, { priority: 2, ...inner })).toBe(covered);
});
