/** A browser as far as signing in goes: cookies with their paths, redirects one by one, forms as pages have them. */
export class Visitor {
  readonly url: string;
  /** By name: the value, and below which path of which host it is sent. */
  readonly jar = new Map<string, { readonly value: string; readonly host: string; readonly path: string }>();
  /** Every address a redirect led to. */
  readonly trail: string[] = [];

  private readonly reachedAt: string;

  /** `reachedAt` is where the site is really served, when a proxy would stand between. */
  constructor(url: string, reachedAt = url) {
    this.url = url;
    this.reachedAt = reachedAt;
  }

  /** What a page of this site would be sent. */
  get cookie(): string {
    return this.cookiesFor(new URL(this.url));
  }

  /** One request and its answer, wherever it leads. */
  async ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.url);
    const cookie = this.cookiesFor(url);
    const headers = { accept: 'text/html', ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const isOwn = url.origin === new URL(this.url).origin;
    const target = isOwn ? new URL(url.pathname + url.search, this.reachedAt) : url;
    const answer = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.keep(url, line);
    return answer;
  }

  /** Goes on from an answer until one leads nowhere else. */
  async follow(answer: Response, from: string | URL = this.url): Promise<Response> {
    let [last, at] = [answer, new URL(from, this.url)];
    for (let hops = 0; hops < 20; hops += 1) {
      const location = last.headers.get('location');
      if (location === null) return last;
      await last.body?.cancel();
      at = new URL(location, at);
      this.trail.push(at.href);
      last = await this.ask(at);
    }
    throw new Error(`It goes round in circles: ${this.trail.join(' ')}`);
  }

  async go(address: string): Promise<Response> {
    return this.follow(await this.ask(address), address);
  }

  /** Sends a form as the page it stands on would. */
  async send(address: string, fields: Record<string, string>): Promise<Response> {
    const { origin } = new URL(address, this.url);
    const headers = { origin, 'sec-fetch-site': 'same-origin' };
    return this.follow(
      await this.ask(address, { method: 'POST', headers, body: new URLSearchParams(fields) }),
      address,
    );
  }

  /** The address of the embedded provider's page, come to by way of the site's own. */
  async toAccountPage(more = ''): Promise<string> {
    const answer = await this.go(`/sign-in/with/talkoot${more}`);
    const page = await answer.text();
    if (answer.status !== 200) throw new Error(`There is no page to sign in on: ${page}`);
    return this.trail.at(-1) ?? '';
  }

  /** Signs a demonstration person in through the embedded provider, every step of the flow. */
  async signIn(person: string): Promise<Response> {
    const answer = await this.send(await this.toAccountPage(), { person });
    if (!answer.ok) throw new Error(`${person} cannot sign in: ${await answer.text()}`);
    return answer;
  }

  private keep({ host, pathname }: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const attribute = (wanted: string) =>
      attributes.map((part) => part.split('=')).find(([named]) => named?.toLowerCase() === wanted)?.[1];
    const path = attribute('path') ?? pathname.slice(0, pathname.lastIndexOf('/'));
    const expires = attribute('expires');
    const isOver = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (value === '' || isOver) this.jar.delete(`${host} ${name}`);
    else this.jar.set(`${host} ${name}`, { value, host, path });
  }

  private cookiesFor({ host, pathname }: URL): string {
    return [...this.jar]
      .filter(([, kept]) => kept.host === host && `${pathname}/`.startsWith(kept.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name.slice(host.length + 1)}=${value}`)
      .join('; ');
  }
}
