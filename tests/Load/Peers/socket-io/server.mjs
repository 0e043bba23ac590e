// Socket.IO as its documentation sets it up for many clients: WebSocket only, no compression, in-memory adapter.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "socket.io";

const port = Number(process.argv[2]);
const snapshot = makeSnapshot(Number(process.argv[3]));
const redis = process.argv[4] === "likes" ? await startRedis() : null;
const room = "r";
let sequence = 0;

const http = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  const number = name => Number(url.searchParams.get(name));
  const answer = await {
    "/control/saturate": () => saturate(number("seconds"), number("bytes")),
    "/control/steady": () => steady(number("rate"), number("seconds"), number("bytes")),
    "/control/collect": () => globalThis.gc?.(),
    "/control/likes": async () => await redis.get("likes") ?? 0,
  }[url.pathname]?.();
  response.end(String(answer ?? ""));
});

const io = new Server(http, {
  transports: ["websocket"], perMessageDeflate: false, httpCompression: false, serveClient: false,
});
io.engine.on("connection", socket => { socket.request = null; });
io.on("connection", socket => {
  socket.join(room);
  if (snapshot) socket.emit("Snapshot", snapshot);
  if (redis) socket.on("like", () => redis.incr("likes"));
});
if (redis) setInterval(async () => io.to(room).emit("Audience", { likes: Number(await redis.get("likes")) }), 1000);

const now = () => process.hrtime.bigint();

function publish(publishedAt, bytes) {
  const text = `~#${String(++sequence).padStart(10, "0")}.${String(publishedAt).padStart(19, "0")}~`.padEnd(bytes, "x");
  const at = "2026-08-01T08:00:00.0000000+00:00";
  io.to(room).emit("FeedReceived", {
    roomId: "01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41", after: 4294967297,
    items: [{
      kind: "chat",
      message: {
        id: "01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b42", authorId: "01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b43",
        author: "listener", staff: false, text, at,
      },
      sequence: 4294967298, at,
    }],
    skipped: 0,
  });
  return sequence;
}

// A room's state of about as many characters as ours has, made of lines of chat.
function makeSnapshot(characters) {
  const chat = [];
  while (characters > 0 && JSON.stringify({ chat }).length < characters) {
    chat.push({
      id: "01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b42", authorId: "01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b43",
      author: "listener", staff: false, text: "x".repeat(60), at: "2026-08-01T08:00:00.0000000+00:00",
    });
  }
  return chat.length > 0 ? { chat } : null;
}

// Beside this process and on its core, kept in memory only, as the likes of the other side are.
async function startRedis() {
  const path = join(tmpdir(), `pinchang-load-redis-${port}.sock`);
  const server = spawn("redis-server", ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise(resolve => server.stdout.on("data", line => String(line).includes("eady to accept") && resolve()));
  const { createClient } = await import("redis");
  return await createClient({ socket: { path } }).connect();
}

// The next publish waits until every connection has taken the last one; otherwise Node only grows its queues.
async function drained() {
  for (;;) {
    await new Promise(setImmediate);
    let waiting = false;
    for (const [, socket] of io.of("/").sockets) {
      if (socket.conn.writeBuffer.length > 0 || !socket.conn.transport.writable) {
        waiting = true;
        break;
      }
    }
    if (!waiting) return;
  }
}

async function saturate(seconds, bytes) {
  let published = 0;
  for (const until = performance.now() + seconds * 1000; performance.now() < until; published++) {
    publish(now(), bytes);
    await drained();
  }
  return published;
}

async function steady(rate, seconds, bytes) {
  const start = now();
  const count = Math.floor(rate * seconds);
  for (let i = 0; i < count; i++) {
    const intended = start + BigInt(Math.round(i * 1e9 / rate));
    const early = Number(intended - now()) / 1e6;
    if (early > 0) await sleep(early);
    else await new Promise(setImmediate);
    publish(intended, bytes);
  }
  return count;
}

http.listen({ port, host: "127.0.0.1", backlog: 4096 }, () => console.log("ready"));
