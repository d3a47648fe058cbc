import { graphql } from '../graphql.ts';

/** A text of the collaboration in every language it has. */
export const Words = graphql(`
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

/** An organisation by its name. */
export const Named = graphql(
  `
    fragment Named on Partner {
      id
      name {
        ...Words
      }
    }
  `,
  [Words],
);

/** Whatever is talked about, by its title. */
export const Titled = graphql(
  `
    fragment Titled on Thing {
      id
      kind
      title {
        ...Words
      }
    }
  `,
  [Words],
);
