// The extension of nhivet for VS Code: it starts "nhivet lsp" and leaves everything
// else to it. It is run as it stands, without a build.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

// setups tells how the program is had.
const setups = "https://github.com/nhivet/nhivet/blob/main/docs/editors.md";

// watched are files that the server looks at again when something else than the
// editor changes them.
const watched = "**/{.nhivet.yaml,.gitignore,Dockerfile,*.{yaml,yml,json,jsonc,toml,tf,tfvars,hcl,go,py,ts,js,md,env}}";

let client;

async function start() {
	const command = vscode.workspace.getConfiguration("nhivet").get("path") || "nhivet";
	client = new LanguageClient(
		"nhivet",
		"nhivet",
		{ command, args: ["lsp"] },
		{
			// Findings lie in files of every kind; the server passes over the others.
			documentSelector: [{ scheme: "file" }],
			synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(watched) },
		},
	);
	try {
		await client.start();
	} catch (e) {
		client = undefined;
		const how = "How to install it";
		const answer = await vscode.window.showErrorMessage(`nhivet: "${command} lsp" does not start: ${e && e.message ? e.message : e}`, how);
		if (answer === how) {
			await vscode.env.openExternal(vscode.Uri.parse(setups));
		}
	}
}

async function stop() {
	const old = client;
	client = undefined;
	if (old) {
		await old.dispose();
	}
}

async function restart() {
	await stop();
	await start();
}

exports.activate = async function activate(context) {
	context.subscriptions.push(
		vscode.commands.registerCommand("nhivet.restart", restart),
		vscode.workspace.onDidChangeConfiguration((e) => {
			if (e.affectsConfiguration("nhivet.path")) {
				return restart();
			}
		}),
	);
	await start();
};

exports.deactivate = stop;
