import { activities, placeStates, type PlaceStateRow } from '#action';
import { goals, isSharedGoal, programmes } from '#agenda';
import { publicityOf } from '#audit';
import { partners, placesIn, settingsOf, todayIn } from '#backbone';
import type { Text } from '#language';
import { latestPublication, periods, readReport, reports, type PeriodRow, type ReportReading } from '#reporting';
import type { World, Worlds } from '#world';

/**
 * What a collaboration tells everybody. It is put together of three things only: what stands in a published report,
 * which is public as a page already; titles of what is endorsed or offered, which are stored as published words; and
 * places. Nothing is read with anybody's eyes, no figure is worked out anew, and whatever is not classed as public is
 * left out. See infra/decisions/0048.
 */
export interface PublicReading {
  readonly id: string;
  readonly name: Text;
  /** Who holds the collaboration together, and answers what residents ask. */
  readonly answeredBy: Text | undefined;
  readonly programmes: readonly PublicProgrammeReading[];
  readonly goals: readonly PublicGoalReading[];
  readonly figures: ReportReading['content']['programmes'][number]['numbers'];
  /** The year the activities are of: this one, or the newest before it of which anything is told. */
  readonly year: number;
  readonly activities: readonly PublicActivityReading[];
  readonly places: ReturnType<typeof placesIn>;
  readonly reports: readonly PublicReportReading[];
}

export interface PublicProgrammeReading {
  readonly id: string;
  readonly number: string;
  readonly title: Text;
  readonly factor: Text | undefined;
  readonly owner: Text | undefined;
  readonly overall: string;
  readonly schedule: string;
  readonly risks: string;
  readonly resources: string;
}

export interface PublicGoalReading {
  readonly id: string;
  readonly number: string | undefined;
  readonly title: Text;
  readonly parent: string | undefined;
  readonly programmes: readonly string[];
}

export interface PublicActivityReading {
  readonly id: string;
  readonly title: Text;
  readonly targetGroup: Text | undefined;
  readonly lead: Text | undefined;
  /** Codes of the places where it goes on or is settled for the year. */
  readonly places: readonly string[];
}

export interface PublicReportReading {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly publishedAt: string;
}

/** Published reports that are not secret, the newest period first. */
function publishedIn(world: World): readonly (PublicReportReading & { readonly period: PeriodRow })[] {
  return [...world.rows(reports).values()]
    .flatMap((report) => {
      const publication = latestPublication(report);
      const period = world.rows(periods).get(report.period);
      if (!publication || !period || !isPublic(world, report.id)) return [];
      const { code, from, to } = period;
      return [{ code, from, to, version: publication.version, publishedAt: publication.at, period }];
    })
    .toSorted((a, b) => (a.to < b.to ? 1 : -1));
}

const isPublic = (world: World, id: string): boolean => publicityOf(world, id).publicity === 'public';

/** Whether a collaboration tells anything to everybody: it has published a report. */
export const publishes = (world: World): boolean => publishedIn(world).length > 0;

/** Places where something is as good as sure: what is tentative or asked about is the partners' own (rule 37). */
const isSure = ({ state }: PlaceStateRow): boolean => state === 'running' || state === 'planned';

/** Nothing for a collaboration that has published nothing, as for one there is not. */
export async function publicReading(
  worlds: Pick<Worlds, 'live' | 'at'>,
  collaboration: string,
): Promise<PublicReading | undefined> {
  const world = await worlds.live(collaboration);
  const settings = settingsOf(world);
  const published = publishedIn(world);
  const [last] = published;
  const newest = last && (await readReport(worlds, collaboration, last.code, last.version));
  if (!settings || !newest) return undefined;
  const { content } = newest;
  const shown = content.programmes.filter(({ id }) => isPublic(world, id));
  const numbers = shown.flatMap((programme) => programme.numbers).filter(({ indicator }) => isPublic(world, indicator));
  const names = world.rows(partners);
  const year = yearTold(world);
  return {
    id: world.collaboration,
    name: settings.name,
    answeredBy: names.get(settings.backbone)?.name,
    programmes: shown.map(({ id, number, title, successFactor, owner, lights }) => ({
      id,
      number,
      title,
      factor: successFactor?.title,
      owner,
      overall: lights.overall.now,
      schedule: lights.schedule.now,
      risks: lights.risks.now,
      resources: lights.resources.now,
    })),
    goals: goalsTold(world),
    figures: [...new Map(numbers.map((number) => [number.indicator, number])).values()],
    year,
    activities: activitiesTold(world, year),
    places: placesIn(settings.places, year),
    reports: published,
  };
}

/** Goals of the common agenda (rule 1). Of its programmes and the goal above only those that are told as well. */
function goalsTold(world: World): readonly PublicGoalReading[] {
  const inForce = [...world.rows(goals).values()].filter(
    ({ id, phase }) => phase === 'endorsed' && isSharedGoal(world, id) && isPublic(world, id),
  );
  const told = new Set(inForce.map(({ id }) => id));
  return inForce.map(({ id, number, title, parent, programmes: served }) => ({
    id,
    number,
    title,
    parent: parent !== undefined && told.has(parent) ? parent : undefined,
    programmes: served.filter((programme) => world.rows(programmes).has(programme) && isPublic(world, programme)),
  }));
}

/** How far back a year is looked for in which anything was settled. */
const yearsBack = 3;

function yearTold(world: World): number {
  const present = Number(todayIn(world).slice(0, 4));
  const years = Array.from({ length: yearsBack }, (_, back) => present - back);
  return years.find((year) => world.rows(placeStates).where('year', String(year)).some(isSure)) ?? present;
}

function activitiesTold(world: World, year: number): readonly PublicActivityReading[] {
  const told = world.rows(placeStates).where('year', String(year)).filter(isSure);
  const cells = Map.groupBy(told, ({ activity }) => activity);
  return world
    .rows(activities)
    .where('phase', 'planned')
    .flatMap(({ id, title, targetGroup, lead, leadCommitment }) => {
      const places = cells.get(id);
      // Whoever was only proposed as lead has promised nothing (rule 34).
      if (!places || leadCommitment !== 'committed' || !isPublic(world, id)) return [];
      const { name } = world.rows(partners).get(lead) ?? {};
      return [{ id, title, targetGroup, lead: name, places: places.map(({ place }) => place).toSorted() }];
    });
}
