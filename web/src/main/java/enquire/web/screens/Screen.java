package enquire.web.screens;

/** What one template takes. {@link Templates#render} turns it into a whole HTML document. */
public sealed interface Screen
        permits BacklinksScreen,
                ChangesScreen,
                DeleteScreen,
                DeletedScreen,
                DiffScreen,
                EditScreen,
                ExportScreen,
                FetchScreen,
                FirstRunScreen,
                HelpScreen,
                HistoryScreen,
                ImportScreen,
                HooksScreen,
                InvitedScreen,
                JoinScreen,
                BundleScreen,
                LeaveScreen,
                ListScreen,
                MapScreen,
                MergeScreen,
                MirrorScreen,
                MissingScreen,
                NewMirrorScreen,
                NewPageScreen,
                NoEditingScreen,
                OfflineScreen,
                OldVersionScreen,
                OverlapsScreen,
                PageLeftOutScreen,
                PlainEditScreen,
                ProblemScreen,
                ReadScreen,
                RecoverScreen,
                RecoveryKeyScreen,
                RedactScreen,
                RemoveScreen,
                RenameScreen,
                RoleScreen,
                SearchScreen,
                SettingsScreen,
                SharedTitleScreen,
                SplitScreen,
                SuggestionsScreen,
                SuggestScreen,
                SyncScreen,
                TreeScreen {

    /** What stands around this screen. */
    Frame frame();

    /** The template's file below {@code src/main/jte}. */
    String template();
}
