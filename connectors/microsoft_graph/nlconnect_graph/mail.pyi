# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record
from . import types as _types

class Attachment(Record, frozen=True):
    """Bijlagen. DELETE GET POST /users/{mailbox}/messages/{message}/attachments."""
    id: str = ...
    content_type: str | None = ...
    is_inline: bool | None = ...
    last_modified_date_time: _dt.datetime | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed; Bestand"""
    size: int | None = ...
    content_bytes: bytes | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    content_id: str | None = ...
    content_location: str | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    item: Mapping[str, object] | None = ...
    """user.content.private, level 4, proposed"""

class _Attachments(Collection[Attachment]):
    id: Field[str]
    content_type: Field[str]
    is_inline: Field[bool]
    last_modified_date_time: Field[_dt.datetime]
    name: Field[str]
    size: Field[int]
    content_bytes: Field[bytes]
    content_id: Field[str]
    content_location: Field[str]
    item: Field[Mapping[str, object]]
    def of(self, *, mailbox: str = ..., message: str = ..., event: str = ...) -> Query[Attachment]: ...  # type: ignore[override]
Attachments: _Attachments

class GroupConversation(Record, frozen=True):
    """Gesprekken van een groep. DELETE GET POST /groups/{group}/conversations."""
    id: str = ...
    has_attachments: bool | None = ...
    last_delivered_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    preview: str | None = ...
    """user.content.private, level 4, reviewed"""
    topic: str | None = ...
    """user.content.private.subject_line, level 3, reviewed"""
    unique_senders: list[str] | None = ...
    """user.name, level 2, reviewed"""
    threads: list[Mapping[str, object]] | None = ...
    """user.content.private, level 4, proposed"""

class _GroupConversations(Collection[GroupConversation]):
    id: Field[str]
    has_attachments: Field[bool]
    last_delivered_date_time: Field[_dt.datetime]
    preview: Field[str]
    topic: Field[str]
    unique_senders: Field[list[str]]
    threads: Field[list[Mapping[str, object]]]
    def of(self, *, group: str) -> Query[GroupConversation]: ...  # type: ignore[override]
GroupConversations: _GroupConversations

class MailFolder(Record, frozen=True):
    """Mappen van een postvak. DELETE GET PATCH POST /users/{mailbox}/mailFolders, 10 rows a page."""
    id: str = ...
    child_folder_count: int | None = ...
    display_name: str | None = ...
    """user.content.free_text, level 3, reviewed; Map"""
    is_hidden: bool | None = ...
    parent_folder_id: str | None = ...
    total_item_count: int | None = ...
    unread_item_count: int | None = ...
    child_folders: list[MailFolder] | None = ...
    message_rules: list[MessageRule] | None = ...
    messages: list[Message] | None = ...
    multi_value_extended_properties: list[Mapping[str, object]] | None = ...
    """user.content.free_text, level 4, proposed"""
    single_value_extended_properties: list[Mapping[str, object]] | None = ...
    """user.content.free_text, level 4, proposed"""

class _MailFolders(Collection[MailFolder]):
    id: Field[str]
    child_folder_count: Field[int]
    display_name: Field[str]
    is_hidden: Field[bool]
    parent_folder_id: Field[str]
    total_item_count: Field[int]
    unread_item_count: Field[int]
    child_folders: Field[list[MailFolder]]
    message_rules: Field[list[MessageRule]]
    messages: Field[list[Message]]
    multi_value_extended_properties: Field[list[Mapping[str, object]]]
    single_value_extended_properties: Field[list[Mapping[str, object]]]
    def of(self, *, mailbox: str = ..., mail_folder: str = ..., include_hidden_folders: bool = ...) -> Query[MailFolder]: ...  # type: ignore[override]
MailFolders: _MailFolders

class MailboxSettingsRow(Record, frozen=True):
    """Instellingen van een postvak. GET PATCH /users/{mailbox}/mailboxSettings."""
    archive_folder: str | None = ...
    automatic_replies_setting: _types.AutomaticRepliesSetting | None = ...
    """user.content.private, level 4, reviewed"""
    date_format: str | None = ...
    delegate_meeting_message_delivery_options: _types.DelegateMeetingMessageDeliveryOptions | str | None = ...
    language: _types.LocaleInfo | None = ...
    """user.demographic.language, level 1, reviewed"""
    time_format: str | None = ...
    time_zone: str | None = ...
    user_purpose: _types.UserPurpose | str | None = ...
    working_hours: _types.WorkingHours | None = ...
    """user.workplace.hours, level 2, reviewed"""

class _MailboxSettings(Collection[MailboxSettingsRow]):
    archive_folder: Field[str]
    automatic_replies_setting: _types._AutomaticRepliesSettingField[_types.AutomaticRepliesSetting]
    date_format: Field[str]
    delegate_meeting_message_delivery_options: Field[_types.DelegateMeetingMessageDeliveryOptions | str]
    language: _types._LocaleInfoField[_types.LocaleInfo]
    time_format: Field[str]
    time_zone: Field[str]
    user_purpose: Field[_types.UserPurpose | str]
    working_hours: _types._WorkingHoursField[_types.WorkingHours]
    def of(self, *, mailbox: str = ...) -> Query[MailboxSettingsRow]: ...  # type: ignore[override]
MailboxSettings: _MailboxSettings

class MessageRule(Record, frozen=True):
    """Regels van een postvak. DELETE GET PATCH POST /users/{mailbox}/mailFolders/inbox/messageRules."""
    id: str = ...
    actions: _types.MessageRuleActions | None = ...
    """user.contact.email, level 2, reviewed"""
    conditions: _types.MessageRulePredicates | None = ...
    """user.content.free_text, level 3, reviewed"""
    display_name: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    exceptions: _types.MessageRulePredicates | None = ...
    """user.content.free_text, level 3, reviewed"""
    has_error: bool | None = ...
    is_enabled: bool | None = ...
    is_read_only: bool | None = ...
    sequence: int | None = ...

class _MessageRules(Collection[MessageRule]):
    id: Field[str]
    actions: _types._MessageRuleActionsField[_types.MessageRuleActions]
    conditions: _types._MessageRulePredicatesField[_types.MessageRulePredicates]
    display_name: Field[str]
    exceptions: _types._MessageRulePredicatesField[_types.MessageRulePredicates]
    has_error: Field[bool]
    is_enabled: Field[bool]
    is_read_only: Field[bool]
    sequence: Field[int]
    def of(self, *, mailbox: str = ...) -> Query[MessageRule]: ...  # type: ignore[override]
MessageRules: _MessageRules

class Message(Record, frozen=True):
    """Berichten. DELETE GET PATCH POST /users/{mailbox}/messages, 1000 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    categories: list[str] | None = ...
    """user.content.free_text, level 3, reviewed; Categorieën"""
    change_key: str | None = ...
    created_date_time: _dt.datetime | None = ...
    last_modified_date_time: _dt.datetime | None = ...
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed"""
    body_preview: str | None = ...
    """user.content.private, level 4, reviewed; Begin van de tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    conversation_id: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    conversation_index: bytes | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    flag: _types.FollowupFlag | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    from_: _types.Recipient | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Van"""
    has_attachments: bool | None = ...
    importance: _types.Importance | str | None = ...
    inference_classification: _types.InferenceClassificationType | str | None = ...
    internet_message_headers: list[_types.InternetMessageHeader] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    internet_message_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    is_delivery_receipt_requested: bool | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    is_draft: bool | None = ...
    is_read: bool | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Gelezen"""
    is_read_receipt_requested: bool | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    parent_folder_id: str | None = ...
    received_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Ontvangen"""
    reply_to: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    sender: _types.Recipient | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    sent_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Verzonden"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Aan"""
    unique_body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed"""
    web_link: str | None = ...
    attachments: list[Attachment] | None = ...
    extensions: list[Mapping[str, object]] | None = ...
    """user.content.free_text, level 4, proposed"""
    multi_value_extended_properties: list[Mapping[str, object]] | None = ...
    """user.content.free_text, level 4, proposed"""
    single_value_extended_properties: list[Mapping[str, object]] | None = ...
    """user.content.free_text, level 4, proposed"""
    end_date_time: _types.DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    is_all_day: bool | None = ...
    is_delegated: bool | None = ...
    is_out_of_date: bool | None = ...
    location: _types.Location | None = ...
    """user.location.imprecise, level 3, reviewed"""
    meeting_message_type: _types.MeetingMessageType | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    recurrence: _types.PatternedRecurrence | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    start_date_time: _types.DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    type: _types.EventType | str | None = ...
    event: Mapping[str, object] | None = ...
    allow_new_time_proposals: bool | None = ...
    meeting_request_type: _types.MeetingRequestType | str | None = ...
    previous_end_date_time: _types.DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    previous_location: _types.Location | None = ...
    """user.location.imprecise, level 3, reviewed"""
    previous_start_date_time: _types.DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    response_requested: bool | None = ...
    proposed_new_time: _types.TimeSlot | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    response_type: _types.ResponseType | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class _Messages(Collection[Message]):
    id: Field[str]
    categories: Field[list[str]]
    change_key: Field[str]
    created_date_time: Field[_dt.datetime]
    last_modified_date_time: Field[_dt.datetime]
    bcc_recipients: _types._RecipientField[list[_types.Recipient]]
    body: _types._ItemBodyField[_types.ItemBody]
    body_preview: Field[str]
    cc_recipients: _types._RecipientField[list[_types.Recipient]]
    conversation_id: Field[str]
    conversation_index: Field[bytes]
    flag: _types._FollowupFlagField[_types.FollowupFlag]
    from_: _types._RecipientField[_types.Recipient]
    has_attachments: Field[bool]
    importance: Field[_types.Importance | str]
    inference_classification: Field[_types.InferenceClassificationType | str]
    internet_message_headers: _types._InternetMessageHeaderField[list[_types.InternetMessageHeader]]
    internet_message_id: Field[str]
    is_delivery_receipt_requested: Field[bool]
    is_draft: Field[bool]
    is_read: Field[bool]
    is_read_receipt_requested: Field[bool]
    parent_folder_id: Field[str]
    received_date_time: Field[_dt.datetime]
    reply_to: _types._RecipientField[list[_types.Recipient]]
    sender: _types._RecipientField[_types.Recipient]
    sent_date_time: Field[_dt.datetime]
    subject: Field[str]
    to_recipients: _types._RecipientField[list[_types.Recipient]]
    unique_body: _types._ItemBodyField[_types.ItemBody]
    web_link: Field[str]
    attachments: Field[list[Attachment]]
    extensions: Field[list[Mapping[str, object]]]
    multi_value_extended_properties: Field[list[Mapping[str, object]]]
    single_value_extended_properties: Field[list[Mapping[str, object]]]
    end_date_time: _types._DateTimeTimeZoneField[_types.DateTimeTimeZone]
    is_all_day: Field[bool]
    is_delegated: Field[bool]
    is_out_of_date: Field[bool]
    location: _types._LocationField[_types.Location]
    meeting_message_type: Field[_types.MeetingMessageType | str]
    recurrence: _types._PatternedRecurrenceField[_types.PatternedRecurrence]
    start_date_time: _types._DateTimeTimeZoneField[_types.DateTimeTimeZone]
    type: Field[_types.EventType | str]
    event: Field[Mapping[str, object]]
    allow_new_time_proposals: Field[bool]
    meeting_request_type: Field[_types.MeetingRequestType | str]
    previous_end_date_time: _types._DateTimeTimeZoneField[_types.DateTimeTimeZone]
    previous_location: _types._LocationField[_types.Location]
    previous_start_date_time: _types._DateTimeTimeZoneField[_types.DateTimeTimeZone]
    response_requested: Field[bool]
    proposed_new_time: _types._TimeSlotField[_types.TimeSlot]
    response_type: Field[_types.ResponseType | str]
    def of(self, *, mailbox: str = ..., mail_folder: str = ...) -> Query[Message]: ...  # type: ignore[override]
Messages: _Messages

class OutlookCategory(Record, frozen=True):
    """Categorieën van een postvak. DELETE GET PATCH POST /users/{mailbox}/outlook/masterCategories."""
    id: str = ...
    color: _types.CategoryColor | str | None = ...
    display_name: str | None = ...
    """user.content.free_text, level 3, reviewed"""

class _OutlookCategories(Collection[OutlookCategory]):
    id: Field[str]
    color: Field[_types.CategoryColor | str]
    display_name: Field[str]
    def of(self, *, mailbox: str = ...) -> Query[OutlookCategory]: ...  # type: ignore[override]
OutlookCategories: _OutlookCategories

class CopiedMailFolder(Record, frozen=True):
    """Map kopiëren. POST /users/{mailbox}/mailFolders/{mail_folder}/copy."""
    id: str = ...
    destination_id: str | None = ...

class _CopyMailFolder(Collection[CopiedMailFolder]):
    id: Field[str]
    destination_id: Field[str]
    def of(self, *, mailbox: str = ..., mail_folder: str) -> Query[CopiedMailFolder]: ...  # type: ignore[override]
CopyMailFolder: _CopyMailFolder

class CopiedMessage(Record, frozen=True):
    """Bericht kopiëren. POST /users/{mailbox}/messages/{message}/copy."""
    id: str = ...
    destination_id: str | None = ...

class _CopyMessage(Collection[CopiedMessage]):
    id: Field[str]
    destination_id: Field[str]
    def of(self, *, mailbox: str = ..., message: str) -> Query[CopiedMessage]: ...  # type: ignore[override]
CopyMessage: _CopyMessage

class DraftForward(Record, frozen=True):
    """Concept om door te sturen. POST /users/{mailbox}/messages/{message}/createForward."""
    id: str = ...
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Nog meer aan"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _CreateForward(Collection[DraftForward]):
    id: Field[str]
    comment: Field[str]
    to_recipients: Field[list[_types.Recipient]]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[DraftForward]: ...  # type: ignore[override]
CreateForward: _CreateForward

class DraftReply(Record, frozen=True):
    """Concept van een antwoord. POST /users/{mailbox}/messages/{message}/createReply."""
    id: str = ...
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Nog meer aan"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _CreateReply(Collection[DraftReply]):
    id: Field[str]
    comment: Field[str]
    to_recipients: Field[list[_types.Recipient]]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[DraftReply]: ...  # type: ignore[override]
CreateReply: _CreateReply

class DraftReplyAll(Record, frozen=True):
    """Concept van een antwoord aan allen. POST /users/{mailbox}/messages/{message}/createReplyAll."""
    id: str = ...
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Nog meer aan"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _CreateReplyAll(Collection[DraftReplyAll]):
    id: Field[str]
    comment: Field[str]
    to_recipients: Field[list[_types.Recipient]]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[DraftReplyAll]: ...  # type: ignore[override]
CreateReplyAll: _CreateReplyAll

class SentForward(Record, frozen=True):
    """Doorsturen. POST /users/{mailbox}/messages/{message}/forward."""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Aan"""
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _Forward(Collection[SentForward]):
    to_recipients: Field[list[_types.Recipient]]
    comment: Field[str]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[SentForward]: ...  # type: ignore[override]
Forward: _Forward

class MovedMailFolder(Record, frozen=True):
    """Map verplaatsen. POST /users/{mailbox}/mailFolders/{mail_folder}/move."""
    id: str = ...
    destination_id: str | None = ...

class _MoveMailFolder(Collection[MovedMailFolder]):
    id: Field[str]
    destination_id: Field[str]
    def of(self, *, mailbox: str = ..., mail_folder: str) -> Query[MovedMailFolder]: ...  # type: ignore[override]
MoveMailFolder: _MoveMailFolder

class MovedMessage(Record, frozen=True):
    """Bericht verplaatsen. POST /users/{mailbox}/messages/{message}/move."""
    id: str = ...
    destination_id: str | None = ...

class _MoveMessage(Collection[MovedMessage]):
    id: Field[str]
    destination_id: Field[str]
    def of(self, *, mailbox: str = ..., message: str) -> Query[MovedMessage]: ...  # type: ignore[override]
MoveMessage: _MoveMessage

class SentReply(Record, frozen=True):
    """Antwoorden. POST /users/{mailbox}/messages/{message}/reply."""
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Nog meer aan"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _Reply(Collection[SentReply]):
    comment: Field[str]
    to_recipients: Field[list[_types.Recipient]]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[SentReply]: ...  # type: ignore[override]
Reply: _Reply

class SentReplyAll(Record, frozen=True):
    """Allen antwoorden. POST /users/{mailbox}/messages/{message}/replyAll."""
    comment: str | None = ...
    """user.content.private, level 4, reviewed; Toelichting"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Nog meer aan"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""

class _ReplyAll(Collection[SentReplyAll]):
    comment: Field[str]
    to_recipients: Field[list[_types.Recipient]]
    body: Field[_types.ItemBody]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    attachments: Field[list[_types.AttachedFile]]
    def of(self, *, mailbox: str = ..., message: str) -> Query[SentReplyAll]: ...  # type: ignore[override]
ReplyAll: _ReplyAll

class SentDraft(Record, frozen=True):
    """Concept versturen. POST /users/{mailbox}/messages/{message}/send."""

class _SendDraft(Collection[SentDraft]):
    def of(self, *, mailbox: str = ..., message: str) -> Query[SentDraft]: ...  # type: ignore[override]
SendDraft: _SendDraft

class SentMail(Record, frozen=True):
    """Mail versturen. POST /users/{mailbox}/sendMail."""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, reviewed; Tekst"""
    to_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Aan"""
    cc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Cc"""
    bcc_recipients: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Bcc"""
    reply_to: list[_types.Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Antwoord aan"""
    from_: _types.Recipient | None = ...
    """user.behavior.communication_metadata, level 3, reviewed; Van"""
    importance: _types.Importance | str | None = ...
    attachments: list[_types.AttachedFile] | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlagen"""
    save_to_sent_items: bool | None = ...

class _SendMail(Collection[SentMail]):
    subject: Field[str]
    body: Field[_types.ItemBody]
    to_recipients: Field[list[_types.Recipient]]
    cc_recipients: Field[list[_types.Recipient]]
    bcc_recipients: Field[list[_types.Recipient]]
    reply_to: Field[list[_types.Recipient]]
    from_: Field[_types.Recipient]
    importance: Field[_types.Importance | str]
    attachments: Field[list[_types.AttachedFile]]
    save_to_sent_items: Field[bool]
    def of(self, *, mailbox: str = ...) -> Query[SentMail]: ...  # type: ignore[override]
SendMail: _SendMail
