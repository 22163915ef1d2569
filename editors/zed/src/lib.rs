//! The extension of nhivet for Zed: it says how `nhivet lsp` is started, and fetches
//! nothing.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result};

struct Nhivet;

impl zed::Extension for Nhivet {
    fn new() -> Self {
        Nhivet
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        // The program of the settings, else the one on the path.
        let named = LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary)
            .and_then(|binary| binary.path);
        let command = named
            .or_else(|| worktree.which("nhivet"))
            .ok_or("nhivet is not on the path: install it, or name it in lsp.nhivet.binary.path")?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Nhivet);
