import { Owned } from "../../../tools/serve/owned";

test("everything is stopped, the latest first, though one fails", async () => {
  const owned = new Owned();
  const stopped: string[] = [];
  await owned.start(Promise.resolve("a"), (name) => void stopped.push(name));
  await owned.start(Promise.resolve("b"), () => Promise.reject(new Error("stuck")));
  await owned.start(Promise.resolve("c"), (name) => void stopped.push(name));
  await expect(owned.stop()).rejects.toThrow("stuck");
  expect(stopped).toEqual(["c", "a"]);
});

test("what is still starting meanwhile is stopped as well", async () => {
  const owned = new Owned();
  const stopped: string[] = [];
  const started = owned.start(new Promise<string>((resolve) => setTimeout(() => resolve("late"), 20)), (name) => void stopped.push(name));
  const outcome = expect(started).rejects.toThrow("Interrupted.");
  await owned.stop();
  await outcome;
  expect(stopped).toEqual(["late"]);
});
