/** Classifier of the advisory locks this program takes: "TALK". The other half of a lock's key names the log. */
export const ADVISORY = 0x54414c4b;

/** How long the end of a leaf is: two digests in hexadecimal, as netstrings. */
export const DIGESTS_BYTES = 2 * (3 + 64 + 1);
/** A text as a netstring: its length in bytes, a colon, itself, a comma. Written out, since calling a function of SQL ten times for each event takes longer than hashing it. */
const netstring = (text: string) => `convert_to(octet_length(${text}) || ':' || ${text} || ',', 'UTF8')`;

/** Sixteen bytes that stand for a name of any length: an index row must not grow with it. */
export const key = (name: string) => `substring(sha256(${name}) FOR 16)`;
/** The category of a stream name: what stands before the first dash. */
export const category = (stream: string) => `CASE position('\\x2d'::bytea IN ${stream})
      WHEN 0 THEN ${stream} ELSE substring(${stream} FROM 1 FOR position('\\x2d'::bytea IN ${stream}) - 1) END`;

/** Conditions on the stream and on the category, each with the name as a parameter. */
export const ofStream = (parameter: string, stream = 'stream') => `${key(stream)} = ${key(parameter)}`;
export const ofCategory = (parameter: string) => `category = ${key(parameter)}`;

/**
 * The layout, one step after another. A step that has been released is never changed: what comes next is a step more.
 * Text is kept as bytes, for a name may hold U+0000, which no text of PostgreSQL can.
 */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) => `
  CREATE TABLE ${schema}.events (
    position bigint PRIMARY KEY,
    stream bytea NOT NULL,
    revision integer NOT NULL,
    id uuid NOT NULL,
    type bytea NOT NULL,
    schema_version bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    data bytea NOT NULL,
    metadata bytea NOT NULL,
    category bytea NOT NULL GENERATED ALWAYS AS (${key(category('stream'))}) STORED
  );
  CREATE UNIQUE INDEX events_by_stream ON ${schema}.events (${key('stream')}, revision);
  CREATE UNIQUE INDEX events_by_id ON ${schema}.events (id);
  CREATE INDEX events_by_category ON ${schema}.events (category, position);

  CREATE FUNCTION ${schema}.forbid() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Events are never changed or deleted';
  END $$;
  CREATE TRIGGER events_are_kept BEFORE UPDATE OR DELETE ON ${schema}.events
    FOR EACH ROW EXECUTE FUNCTION ${schema}.forbid();
  CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON ${schema}.events
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.forbid();

  -- Who holds this lock until the end of its transaction is the only one to draw positions: they have no gap, and
  -- nobody ever sees a later one before an earlier one.
  CREATE FUNCTION ${schema}.hold() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(${ADVISORY}, '${schema}.events'::regclass::oid::integer)
  $$;

  -- A group of appends, each accepted or refused by itself, in one statement: the lock is never held while a message
  -- travels. Every name, type and body stands in \`bytes\`, piece k from starts[k] to starts[k + 1]: first the names of
  -- the streams, then type, data and metadata of each event. Append a is for stream streams[a] and has the events
  -- from firsts[a] up to firsts[a + 1]; event e is owners[e]'s.
  CREATE FUNCTION ${schema}.append(
    bytes bytea, starts integer[], streams integer[], expected bigint[], firsts integer[],
    owners integer[], ids uuid[], versions bigint[], clock timestamptz,
    OUT base bigint, OUT recorded timestamptz,
    OUT known boolean[], OUT accepted boolean[], OUT revisions bigint[], OUT positions bigint[]
  ) LANGUAGE plpgsql AS $$
  DECLARE
    appends integer := cardinality(streams);
    names integer := cardinality(starts) - 1 - 3 * cardinality(ids);
    head bigint;
    last_revisions bigint[];
    last_positions bigint[];
    from_revision bigint[] := array_fill(0, ARRAY[appends]);
    from_position bigint[] := array_fill(0, ARRAY[appends]);
    a integer;
    n integer;
    count integer;
  BEGIN
    PERFORM ${schema}.hold();
    SELECT e.position, e.recorded_at INTO base, recorded FROM ${schema}.events e ORDER BY e.position DESC LIMIT 1;
    base := coalesce(base, 0);
    -- A clock set back must not make the log's times fall.
    recorded := greatest(recorded, clock);
    SELECT array_agg(coalesce(l.revision, -1) ORDER BY s), array_agg(coalesce(l.position, 0) ORDER BY s)
      INTO last_revisions, last_positions
      FROM generate_series(1, names) s LEFT JOIN LATERAL (
        SELECT e.revision, e.position FROM ${schema}.events e
        WHERE ${ofStream('substring(bytes FROM starts[s] + 1 FOR starts[s + 1] - starts[s])')}
        ORDER BY e.revision DESC LIMIT 1
      ) l ON true;
    known := array_fill(false, ARRAY[appends]);
    FOR a IN SELECT DISTINCT asked.owner
      FROM unnest(ids, owners) AS asked (id, owner) JOIN ${schema}.events e ON e.id = asked.id
    LOOP
      known[a] := true;
    END LOOP;
    head := base;
    FOR a IN 1..appends LOOP
      n := streams[a];
      accepted[a] := NOT known[a] AND last_revisions[n] = expected[a];
      IF accepted[a] THEN
        count := firsts[a + 1] - firsts[a];
        from_revision[a] := last_revisions[n] + 1;
        from_position[a] := head + 1;
        head := head + count;
        last_revisions[n] := last_revisions[n] + count;
        IF count > 0 THEN
          last_positions[n] := head;
        END IF;
      END IF;
      revisions[a] := last_revisions[n];
      positions[a] := last_positions[n];
    END LOOP;
    IF head > base THEN
      INSERT INTO ${schema}.events
        (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
      SELECT from_position[o] + e - firsts[o],
        substring(bytes FROM starts[streams[o]] + 1 FOR starts[streams[o] + 1] - starts[streams[o]]),
        from_revision[o] + e - firsts[o],
        ids[e],
        substring(bytes FROM starts[p] + 1 FOR starts[p + 1] - starts[p]),
        versions[e],
        recorded,
        substring(bytes FROM starts[p + 1] + 1 FOR starts[p + 2] - starts[p + 1]),
        substring(bytes FROM starts[p + 2] + 1 FOR starts[p + 3] - starts[p + 2])
      FROM (SELECT e, owners[e] AS o, names + 3 * e - 2 AS p FROM generate_series(1, cardinality(ids)) e) event
      WHERE accepted[o] ORDER BY e;
      PERFORM pg_notify('${schema.replaceAll('"', '')}', head::text);
    END IF;
  END $$;

  -- Times never fall in log order, so thirty steps find one among a thousand million.
  CREATE FUNCTION ${schema}.position_at(instant timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
  DECLARE
    found_at bigint := 0;
    high bigint;
    middle bigint;
    event record;
  BEGIN
    SELECT coalesce(max(position), 0) INTO high FROM ${schema}.events;
    WHILE found_at < high LOOP
      middle := (found_at + high + 1) / 2;
      SELECT position, recorded_at INTO event FROM ${schema}.events WHERE position <= middle
        ORDER BY position DESC LIMIT 1;
      IF NOT FOUND OR event.recorded_at <= instant THEN
        found_at := middle;
      ELSE
        high := event.position - 1;
      END IF;
    END LOOP;
    RETURN (SELECT coalesce(max(position), 0) FROM ${schema}.events WHERE position <= found_at);
  END $$;
`,
  // Since layout 2: what stands for each event in the Merkle tree, exactly as in the embedded store. A table of its
  // own, so that no event written before is touched: those get their leaves when the log is opened.
  (schema) => `
  CREATE TABLE ${schema}.leaves (
    position bigint PRIMARY KEY,
    hash bytea NOT NULL,
    data_salt bytea,
    metadata_salt bytea,
    -- Written when a payload and its salt are removed: the leaf can still be worked out.
    data_digest bytea,
    metadata_digest bytea
  );
  CREATE FUNCTION ${schema}.forbid_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Leaves are never changed or deleted';
  END $$;
  CREATE TRIGGER leaves_are_kept BEFORE UPDATE OF position, hash OR DELETE ON ${schema}.leaves
    FOR EACH ROW EXECUTE FUNCTION ${schema}.forbid_leaf();
  CREATE TRIGGER leaves_are_not_emptied BEFORE TRUNCATE ON ${schema}.leaves
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.forbid_leaf();

  -- A program of the first layout that is still at work at this moment must not write an event that nothing vouches for.
  CREATE FUNCTION ${schema}.demand_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM written WHERE NOT EXISTS (
      SELECT 1 FROM ${schema}.leaves leaf WHERE leaf.position = written.position
    )) THEN
      RAISE EXCEPTION 'An event is written together with its leaf';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER events_have_leaves AFTER INSERT ON ${schema}.events REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.demand_leaf();

  -- As before, and piece e of \`seals\`, from seal_starts[e] to seal_starts[e + 1], is what event e is sealed by: the
  -- salts of data and metadata (16 bytes each), then the parts of its leaf (infra/formats/proofs.md) that do not hang on
  -- where it comes to stand: those after the time (${DIGESTS_BYTES} bytes), and those from id to schema version. What
  -- the function was before is gone, so that nobody goes on writing without leaves.
  DROP FUNCTION ${schema}.append(
    bytea, integer[], integer[], bigint[], integer[], integer[], uuid[], bigint[], timestamptz
  );
  CREATE FUNCTION ${schema}.append(
    bytes bytea, starts integer[], streams integer[], expected bigint[], firsts integer[],
    owners integer[], ids uuid[], versions bigint[], seals bytea, seal_starts integer[], clock timestamptz,
    OUT base bigint, OUT recorded timestamptz,
    OUT known boolean[], OUT accepted boolean[], OUT revisions bigint[], OUT positions bigint[]
  ) LANGUAGE plpgsql AS $$
  DECLARE
    appends integer := cardinality(streams);
    names integer := cardinality(starts) - 1 - 3 * cardinality(ids);
    head bigint;
    last_revisions bigint[];
    last_positions bigint[];
    from_revision bigint[] := array_fill(0, ARRAY[appends]);
    from_position bigint[] := array_fill(0, ARRAY[appends]);
    a integer;
    n integer;
    count integer;
    time_part bytea;
  BEGIN
    PERFORM ${schema}.hold();
    SELECT e.position, e.recorded_at INTO base, recorded FROM ${schema}.events e ORDER BY e.position DESC LIMIT 1;
    base := coalesce(base, 0);
    -- A clock set back must not make the log's times fall.
    recorded := greatest(recorded, clock);
    SELECT array_agg(coalesce(l.revision, -1) ORDER BY s), array_agg(coalesce(l.position, 0) ORDER BY s)
      INTO last_revisions, last_positions
      FROM generate_series(1, names) s LEFT JOIN LATERAL (
        SELECT e.revision, e.position FROM ${schema}.events e
        WHERE ${ofStream('substring(bytes FROM starts[s] + 1 FOR starts[s + 1] - starts[s])')}
        ORDER BY e.revision DESC LIMIT 1
      ) l ON true;
    known := array_fill(false, ARRAY[appends]);
    FOR a IN SELECT DISTINCT asked.owner
      FROM unnest(ids, owners) AS asked (id, owner) JOIN ${schema}.events e ON e.id = asked.id
    LOOP
      known[a] := true;
    END LOOP;
    head := base;
    FOR a IN 1..appends LOOP
      n := streams[a];
      accepted[a] := NOT known[a] AND last_revisions[n] = expected[a];
      IF accepted[a] THEN
        count := firsts[a + 1] - firsts[a];
        from_revision[a] := last_revisions[n] + 1;
        from_position[a] := head + 1;
        head := head + count;
        last_revisions[n] := last_revisions[n] + count;
        IF count > 0 THEN
          last_positions[n] := head;
        END IF;
      END IF;
      revisions[a] := last_revisions[n];
      positions[a] := last_positions[n];
    END LOOP;
    IF head > base THEN
      time_part := ${netstring(`to_char(recorded AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)};
      INSERT INTO ${schema}.leaves (position, hash, data_salt, metadata_salt)
      SELECT at_position,
        sha256('\\x00'::bytea || ${netstring("'talkoot-event/v1'")} || ${netstring('at_position::text')}
          || convert_to(octet_length(stream) || ':', 'UTF8') || stream || '\\x2c'::bytea
          || ${netstring('at_revision::text')}
          || substring(seals FROM seal + ${33 + DIGESTS_BYTES} FOR seal_starts[e + 1] - seal - ${32 + DIGESTS_BYTES})
          || time_part || substring(seals FROM seal + 33 FOR ${DIGESTS_BYTES})),
        substring(seals FROM seal + 1 FOR 16),
        substring(seals FROM seal + 17 FOR 16)
      FROM (
        SELECT e, seal_starts[e] AS seal, from_position[o] + e - firsts[o] AS at_position,
          from_revision[o] + e - firsts[o] AS at_revision,
          substring(bytes FROM starts[streams[o]] + 1 FOR starts[streams[o] + 1] - starts[streams[o]]) AS stream
        FROM (SELECT e, owners[e] AS o FROM generate_series(1, cardinality(ids)) e) asked
        WHERE accepted[o]
      ) event ORDER BY e;
      INSERT INTO ${schema}.events
        (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
      SELECT from_position[o] + e - firsts[o],
        substring(bytes FROM starts[streams[o]] + 1 FOR starts[streams[o] + 1] - starts[streams[o]]),
        from_revision[o] + e - firsts[o],
        ids[e],
        substring(bytes FROM starts[p] + 1 FOR starts[p + 1] - starts[p]),
        versions[e],
        recorded,
        substring(bytes FROM starts[p + 1] + 1 FOR starts[p + 2] - starts[p + 1]),
        substring(bytes FROM starts[p + 2] + 1 FOR starts[p + 3] - starts[p + 2])
      FROM (SELECT e, owners[e] AS o, names + 3 * e - 2 AS p FROM generate_series(1, cardinality(ids)) e) event
      WHERE accepted[o] ORDER BY e;
      PERFORM pg_notify('${schema.replaceAll('"', '')}', head::text);
    END IF;
  END $$;
`,
];
