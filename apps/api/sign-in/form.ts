/** One field of a form that was sent; nothing when it is not text. */
export const fieldOf = (body: unknown, name: string): string | undefined => {
  const value: unknown =
    typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** A path of this site to go on to: anything that could lead elsewhere is none. */
export const ownPath = (path: string | undefined): string | undefined => {
  const base = 'http://here.invalid';
  if (path === undefined || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(path) || !URL.canParse(path, base)) return undefined;
  const { origin, pathname, search } = new URL(path, base);
  // As it is once its dots are followed: two slashes at its beginning would name a host.
  return origin === base && !pathname.startsWith('//') ? pathname + search : undefined;
};
