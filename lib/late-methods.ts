type AsyncMethod = (...args: never[]) => Promise<unknown>;

/**
 * An object whose methods are loaded when the first of them is called: a cold start does not read the code of what it does not
 * call. If they cannot be loaded, the call rejects, and the next one tries again.
 *
 * @param names of all methods, none of which asks for `this`.
 */
export function lateMethods<Methods extends Readonly<Record<keyof Methods, AsyncMethod>>>(
  names: Readonly<Record<keyof Methods, true>>,
  start: () => Promise<Methods>,
): Methods {
  let loading: Promise<Methods> | undefined;
  const load = async (): Promise<Methods> => {
    loading ??= start();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const call =
    (name: string) =>
    async (...args: readonly unknown[]) => {
      const method: AsyncMethod = Reflect.get(await load(), name);
      return await Reflect.apply(method, undefined, args);
    };
  const late: object = Object.fromEntries(Object.keys(names).map((name) => [name, call(name)]));
  return late as Methods;
}
