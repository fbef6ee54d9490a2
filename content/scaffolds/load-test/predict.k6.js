// Load test: fails where requests fail, or where 95 % of them take longer than the target.
import { check, sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    clients: {
      executor: 'ramping-vus',
      stages: [
        { duration: '30s', target: 20 },
        { duration: '2m', target: 20 },
      ],
    },
  },
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<<%latency%>'],
  },
};

const host = __ENV.HOST || 'http://localhost:8000';
<%#posts%>
const requests = JSON.parse(open('./requests.json'));
const headers = { 'Content-Type': 'application/json' };
<%/posts%>

export default function () {
<%#targets%>
<%#body%>
  const <%name%> = http.request(
    '<%method%>'.toUpperCase(),
    `${host}<%route%>`,
    JSON.stringify(requests[Math.floor(Math.random() * requests.length)]),
    { headers },
  );
<%/body%>
<%^body%>
  const <%name%> = http.get(`${host}<%route%>`);
<%/body%>
  check(<%name%>, { '<%route%> answers': ({ status }) => status < 400 });
<%/targets%>
  sleep(1);
}
