import type { Locale } from '../config.ts';
import { answerWords } from '../messages/answer-words.ts';
import { answerByForm, showIncident } from './answer-by-link.ts';
import { renderNotice, styleHash } from './answer-page.ts';
import { answerByDooray } from './dooray-app.ts';
import { type HttpRequest, readHttpRequest } from './http-request.ts';
import { type HttpResponse, htmlResponse, plainResponse } from './http-response.ts';
import { localeFor } from './locale-for.ts';
import { answerByMattermost } from './mattermost-press.ts';
import { reportFailure } from './report-failure.ts';
import type { RespondDeps } from './respond-deps.ts';
import { answerBySlack } from './slack-press.ts';

/** @param rest what stands behind the first part of the path. */
type Route = (request: HttpRequest, rest: string, deps: RespondDeps) => Promise<HttpResponse>;

const routes: ReadonlyMap<string, Route> = new Map([
  ['GET i', showIncident],
  ['HEAD i', showIncident],
  ['POST i', answerByForm],
  ['POST slack', answerBySlack],
  ['POST mattermost', answerByMattermost],
  ['POST dooray', answerByDooray],
]);

/**
 * Takes a request to the page for answers. Besides its secrets, which it reads as any function does, nothing is asked of AWS before
 * a signature holds, and nothing of a request gets into the log. Never rejects.
 */
export function createRespondHandler(deps: RespondDeps) {
  return async (event: unknown): Promise<HttpResponse> => {
    const request = readHttpRequest(event);
    if (request === undefined) return plainResponse(400);
    const [, first = '', ...rest] = request.path.split('/');
    const route = routes.get(`${request.method} ${first}`);
    if (route === undefined) return plainResponse(404);
    try {
      const response = await route(request, rest.join('/'), deps);
      return request.method === 'HEAD' ? { ...response, body: '' } : response;
    } catch (error) {
      reportFailure(error, deps);
      return failed(localeFor(request, deps.config.locale));
    }
  };
}

function failed(locale: Locale): HttpResponse {
  return htmlResponse(503, renderNotice(locale, answerWords[locale].page.failed), styleHash);
}
