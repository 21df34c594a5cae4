/** Does nothing: what the runtime alone costs. */
export const handler = async (): Promise<void> => {};
