import { createServer } from "node:http";
import { marked } from "marked";
import page from "./page.md";

const port = Number(process.env.PORT ?? 8080);

const server = createServer(async (request, response) => {
    if (request.url !== "/") {
        response.writeHead(404).end();
        return;
    }
    const html: string = await marked.parse(page.replace("VERSION", process.version));
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
});

// In a container this is process 1, which no signal ends by itself.
process.on("SIGTERM", () => server.close(() => process.exit(0)));

server.listen(port, () => console.log(`Listening on port ${port}`));
