import { hashTile, inclusionText, Malformed, NotGrown, proofLines, type Proofs } from '#audit';
import { Body, Controller, Get, Header, HttpException, HttpStatus, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Platform } from './platform.ts';
import { PLATFORM } from './tokens.ts';

const text = 'text/plain; charset=utf-8';

/**
 * What witnesses and auditors check the log by, for everybody: hashes alone, which tell nothing of what is hashed.
 * Paths and texts are those of C2SP tlog-tiles where it has them.
 */
@Controller('tlog')
export class TlogController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  /** The last signed checkpoint with its cosignatures; a new one is signed at most once a minute. */
  @Get('checkpoint')
  @Header('content-type', text)
  checkpoint(): Promise<string> {
    return this.answered(({ signer }) => signer.current());
  }

  /** The log's key, its witnesses, and how many of them must sign. */
  @Get('policy')
  @Header('content-type', text)
  policy(): Promise<string> {
    return this.answered(({ signer }) => signer.policyText);
  }

  /** That the tree of the old size is how the one of the new size began: base64, a hash a line. */
  @Get('consistency')
  @Header('content-type', text)
  consistency(@Query('old') older?: string, @Query('new') newer?: string): Promise<string> {
    return this.answered((proofs) => proofLines(proofs, sizeOf(older), sizeOf(newer)));
  }

  /** That the event at a position is in the log, under the last checkpoint: a C2SP tlog-proof. */
  @Get('proof')
  @Header('content-type', text)
  proof(@Query('position') position?: string): Promise<string> {
    return this.answered((proofs) => inclusionText(proofs, sizeOf(position)));
  }

  /** `tile/<level>/<number in threes>`, with `.p/<width>` for one that is not full. */
  @Get('tile/*')
  @Header('content-type', 'application/octet-stream')
  tile(@Req() request: FastifyRequest): Promise<Buffer> {
    return this.answered((proofs) => hashTile(proofs, /\/tile\/([^?]*)/.exec(request.url)?.[1] ?? ''));
  }

  /** A witness gives a checkpoint back with its cosignature: `taken`, or `unknown` for one the policy does not name. */
  @Post('cosignature')
  @Header('content-type', text)
  cosignature(@Body() body: unknown): Promise<string> {
    return this.answered(({ signer }) =>
      signer.cosigned(typeof body === 'string' ? body : '') ? 'taken\n' : 'unknown\n',
    );
  }

  private async answered<Answer>(work: (proofs: Proofs) => Answer | Promise<Answer>): Promise<Answer> {
    const { notary } = this.platform;
    if (!notary) throw new HttpException('Nobody proves this log', HttpStatus.NOT_FOUND);
    try {
      return await work(await notary.proofs);
    } catch (error) {
      if (error instanceof Malformed || error instanceof RangeError)
        throw new HttpException(error.message, HttpStatus.BAD_REQUEST);
      if (error instanceof NotGrown) throw new HttpException(error.message, HttpStatus.CONFLICT);
      throw error;
    }
  }
}

const sizeOf = (given = ''): number => (/^\d{1,15}$/.test(given) ? Number(given) : NaN);
