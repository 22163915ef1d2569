// Runs an unpacked extension (EXTENSION) and a program (NHIVET); see run.
"use strict";

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { pathToFileURL } = require("node:url");

const extension = process.env.EXTENSION;
const nhivet = process.env.NHIVET;
const manifest = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8"));

// load gives the extension with stand-ins for the editor and its client.
function load(settings) {
	const said = { clients: [], messages: [], opened: [], commands: {}, changed: null };
	const vscode = {
		workspace: {
			getConfiguration: (section) => ({ get: (name) => settings[`${section}.${name}`] }),
			createFileSystemWatcher: (glob) => ({ glob }),
			onDidChangeConfiguration: (f) => ((said.changed = f), { dispose() {} }),
		},
		commands: { registerCommand: (name, f) => ((said.commands[name] = f), { dispose() {} }) },
		window: { showErrorMessage: async (text, ...answers) => (said.messages.push(text), answers[0]) },
		env: { openExternal: async (uri) => said.opened.push(uri) },
		Uri: { parse: (text) => text },
	};
	class LanguageClient {
		constructor(id, name, server, options) {
			Object.assign(this, { id, name, server, options, running: false });
			said.clients.push(this);
		}
		async start() {
			if (this.server.command.includes("absent")) throw new Error("ENOENT");
			this.running = true;
		}
		async dispose() {
			this.running = false;
		}
	}
	const wrapped = Module._load;
	Module._load = (name, ...rest) => (name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : wrapped(name, ...rest));
	const main = path.join(extension, manifest.main);
	delete require.cache[require.resolve(main)];
	const code = require(main);
	Module._load = wrapped;
	return { code, said, settings, context: { subscriptions: [] } };
}

test("it starts the server, once, and starts it anew when it is told to", async () => {
	const { code, said, settings, context } = load({ "nhivet.path": "/opt/nhivet" });
	await code.activate(context);
	assert.equal(said.clients.length, 1);
	assert.deepEqual(said.clients[0].server, { command: "/opt/nhivet", args: ["lsp"] });
	assert.deepEqual(said.clients[0].options.documentSelector, [{ scheme: "file" }]);
	assert.ok(context.subscriptions.length >= 2);
	await said.commands["nhivet.restart"]();
	settings["nhivet.path"] = "/opt/other";
	await said.changed({ affectsConfiguration: (name) => name === "editor.fontSize" });
	assert.equal(said.clients.length, 2);
	await said.changed({ affectsConfiguration: (name) => name === "nhivet.path" });
	assert.deepEqual(said.clients.map((c) => c.running), [false, false, true]);
	assert.equal(said.clients[2].server.command, "/opt/other");
	await code.deactivate();
	assert.equal(said.clients[2].running, false);
	assert.deepEqual(said.messages, []);
});

test("a program that is not there is told, and can be had later", async () => {
	const { code, said, settings, context } = load({ "nhivet.path": "absent" });
	await code.activate(context);
	assert.match(said.messages[0], /"absent lsp" does not start: ENOENT/);
	assert.match(said.opened[0], /^https:\/\/github\.com\/nhivet\/nhivet\//);
	settings["nhivet.path"] = "nhivet";
	await said.commands["nhivet.restart"]();
	assert.equal(said.clients.at(-1).running, true);
	await code.deactivate();
});

test("the manifest names what the code has, and the workspace cannot choose the program", () => {
	const { code, said, context } = load({});
	code.activate(context);
	assert.deepEqual(manifest.contributes.commands.map((c) => c.command), Object.keys(said.commands));
	assert.equal(manifest.contributes.configuration.properties["nhivet.path"].scope, "machine");
	assert.equal(said.clients[0].id, "nhivet"); // as in nhivet.trace.server
	// What the client needs is in the package, and no newer editor than we say.
	const needs = JSON.parse(fs.readFileSync(path.join(extension, "node_modules/vscode-languageclient/package.json"), "utf8"));
	assert.equal(needs.version, manifest.dependencies["vscode-languageclient"]);
	assert.equal(needs.engines.vscode, manifest.engines.vscode);
	assert.ok(require.resolve("vscode-languageclient/node", { paths: [extension] }));
});

const key = "sk-proj-" + "DfQwMNOE54sezZUi9mxhT3BlbkFJ3nvryZiPt5y0FntRYJ";
const pod = (value) => `apiVersion: v1
kind: Pod
metadata: {name: triage-agent, namespace: support}
spec:
  containers:
    - name: agent
      image: registry.example.com/support/triage-agent:1.4.2
      args: [langgraph, up]
      env:
        - {note: "\u{1F511}", name: OPENAI_API_KEY, value: ${value}}
`;

test("the protocol's own library speaks with the server", { timeout: 60_000 }, async () => {
	const p = require(require.resolve("vscode-languageserver-protocol/node", { paths: [extension] }));
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "nhivet-"));
	const uri = pathToFileURL(path.join(fs.realpathSync(dir), "agent.yaml")).href;
	const server = spawn(nhivet, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
	const ended = new Promise((resolve) => server.on("exit", resolve));
	try {
		const connection = p.createProtocolConnection(new p.StreamMessageReader(server.stdout), new p.StreamMessageWriter(server.stdin));
		let wanted = () => {};
		connection.onNotification(p.PublishDiagnosticsNotification.type, (d) => d.uri === uri && wanted(d));
		const until = (ok) => new Promise((resolve) => (wanted = (d) => ok(d.diagnostics) && resolve(d)));
		connection.listen();
		const { capabilities } = await connection.sendRequest(p.InitializeRequest.type, {
			processId: process.pid,
			rootUri: pathToFileURL(fs.realpathSync(dir)).href,
			workspaceFolders: null,
			capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } } },
		});
		assert.ok(capabilities.hoverProvider && capabilities.codeActionProvider);
		connection.sendNotification(p.InitializedNotification.type, {});
		let told = until((list) => list.some((d) => d.code === "literal-credential"));
		connection.sendNotification(p.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "yaml", version: 1, text: pod(key) } });
		const found = (await told).diagnostics.find((d) => d.code === "literal-credential");
		const line = pod(key).split("\n")[9];
		assert.deepEqual(found.range, { start: { line: 9, character: line.indexOf(key) }, end: { line: 9, character: line.indexOf(key) + key.length } });
		assert.ok(!JSON.stringify(found).includes(key.slice(8)));
		const hover = await connection.sendRequest(p.HoverRequest.type, { textDocument: { uri }, position: found.range.start });
		assert.match(hover.contents.value, /\*Fix\*/);
		const actions = await connection.sendRequest(p.CodeActionRequest.type, { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } });
		assert.ok(actions.some((a) => a.kind === p.CodeActionKind.QuickFix && a.edit.changes[uri].some((e) => e.newText.includes("nhivet:ignore literal-credential"))));
		told = until((list) => !list.some((d) => d.code === "literal-credential"));
		connection.sendNotification(p.DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ text: pod("$(OPENAI_API_KEY)") }] });
		assert.equal((await told).version, 2);
		connection.sendNotification(p.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
		await connection.sendRequest(p.ShutdownRequest.type);
		connection.sendNotification(p.ExitNotification.type);
		assert.equal(await ended, 0);
	} finally {
		server.kill();
		fs.rmSync(dir, { recursive: true });
	}
});
