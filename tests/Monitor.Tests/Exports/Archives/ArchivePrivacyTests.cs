using Monitor.Exports;
using Monitor.Exports.Archives;

namespace Monitor.Tests.Exports.Archives;

public class ArchivePrivacyTests
{
    [Theory]
    [InlineData("your_facebook_activity/messages/inbox/budi_1/message_1.json")]
    [InlineData("messages/archived_threads/x/message_1.json")]
    [InlineData("messages/posts/your_posts_1.json")] // an allowed name in a private place
    [InlineData("your_facebook_activity/groups/your_group_messages/123.json")]
    [InlineData("Messages/posts/your_posts_1.json")]
    [InlineData("secret_conversations.json")]
    [InlineData("chat_invites_received/posts/your_posts_1.json")]
    [InlineData("community_chats_settings/x.json")]
    [InlineData("data/direct-messages.js")]
    [InlineData("data/direct_messages_media/x.jpg")]
    [InlineData("data/grok-chat-item.js")]
    [InlineData("TikTok/Direct Message/Direct Messages.txt")]
    [InlineData("TikTok/Group Chat/x.txt")]
    [InlineData("Takeout/Mail/Semua email.mbox")]
    [InlineData("Takeout/Hangouts/Hangouts.json")]
    [InlineData("messages/broadcast/x.json")]
    [InlineData("e2ee_cutover/comments/comments.json")]
    public void PrivatePlacesAreDeniedWhateverTheNameOfTheFile(string member)
    {
        Assert.True(ArchivePrivacy.Denies(member));
        Assert.Equal(FacebookMember.Denied, FacebookMembers.Of(member));
        Assert.Equal(InstagramMember.Denied, InstagramMembers.Of(member));
        Assert.Equal(XMember.Denied, XMembers.Of(member));
    }

    [Theory]
    [InlineData("posts/trash.json")] // the person took it back
    [InlineData("posts/archive.json")]
    [InlineData("posts/other_people's_posts_to_your_timeline.json")] // somebody else's words
    [InlineData("stories/story_reactions.json")] // answers to stories are messages
    [InlineData("groups/your_pending_posts_in_groups.json")] // never published
    [InlineData("pages/pages_and_profiles_you've_unfollowed.json")]
    [InlineData("search/your_search_history.json")]
    [InlineData("your_instagram_activity/media/recently_deleted_content.json")]
    [InlineData("your_instagram_activity/media/archived_posts.json")]
    [InlineData("your_instagram_activity/saved/saved_posts.json")]
    [InlineData("connections/followers_and_following/followers_1.json")]
    [InlineData("your_instagram_activity/threads/blocked_profiles.json")]
    [InlineData("data/deleted-tweets.js")]
    [InlineData("data/deleted-note-tweet.js")]
    [InlineData("data/tweet-headers.js")]
    [InlineData("data/follower.js")]
    [InlineData("data/ip-audit.js")]
    [InlineData("data/bookmark.js")]
    [InlineData("posts/your_posts_1.json.jpg")]
    [InlineData("posts/media/your_posts_1.json/1.jpg")]
    public void WhatIsNotListedIsDenied(string member)
    {
        Assert.Equal(FacebookMember.Denied, FacebookMembers.Of(member));
        Assert.Equal(InstagramMember.Denied, InstagramMembers.Of(member));
        Assert.Equal(XMember.Denied, XMembers.Of(member));
    }

    [Theory]
    [InlineData("facebook-siti.contoh-2024-11-18-AbCd1234.zip", "comments.json", "group_posts_and_comments.json", "likes_and_reactions.json", "likes_and_reactions_1.json", "pages_and_profiles_you_follow.json", "pages_you've_liked.json", "posts_on_other_pages_and_profiles.json", "profile_information.json", "who_you've_followed.json", "your_comments_in_groups.json", "your_group_membership_activity.json", "your_posts__check_ins__photos_and_videos_1.json")]
    [InlineData("instagram-siti.contoh-2024-11-18-AbCd1234.zip", "following.json", "liked_comments.json", "liked_posts.json", "personal_information.json", "post_comments_1.json", "posts_1.json", "reels.json", "reels_comments.json", "stories.json", "threads_and_replies.json")]
    [InlineData("twitter-2024-11-18-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.zip", "account.js", "community-tweet.js", "following.js", "like.js", "manifest.js", "note-tweet.js", "tweets-part1.js", "tweets.js")]
    public async Task ExactlyTheseMembersAreOpened(string file, params string[] expected)
    {
        var read = await ReadArchive.Sample(file);

        Assert.Equal(expected, read.Opened.Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AFacebookZipWithAnInstagramFolderIsFacebooksAndLeavesItClosed()
    {
        var read = await ReadArchive.OfZip("facebook-siti.contoh-2024-11-18-AbCd1234.zip",
            ("your_facebook_activity/posts/your_posts_1.json", """[{"timestamp":1728738900,"data":[{"post":"halo"}]}]"""),
            ("your_instagram_activity/messages/inbox/budi_1/message_1.json", "JANGAN-DIBACA"),
            ("your_instagram_activity/comments/comments.json", "JANGAN-DIBACA"));

        Assert.Equal("facebook-archive", read.Format);
        Assert.Equal(["your_facebook_activity/posts/your_posts_1.json"], read.Opened.Distinct());
        Assert.Equal(["Facebook Post OwnText 1", "warned PartOfSet", "warned MembersLeftUnopened 2"], read.Counts);
    }

    [Fact]
    public async Task WarningsNameNoPerson()
    {
        var read = await ReadArchive.OfZip(("facebook-siti.contoh-2024-11-18-AbCd1234/posts/your_posts_1.json", """[{"timestamp":1728738900,"data":[{"post":"halo"}]},"""));

        Assert.Contains(new ReadResult.Warned(ExportWarning.EndedEarly, "posts/your_posts_1.json"), read.Warnings);
        Assert.All(read.Warnings, warned => Assert.DoesNotContain("siti", warned.Detail, StringComparison.Ordinal));
    }
}
