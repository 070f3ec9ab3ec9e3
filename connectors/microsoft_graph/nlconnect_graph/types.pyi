# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import nlconnect_graph.cells
import nlconnect_graph.times
import datetime as _dt
from collections.abc import Mapping
from enum import StrEnum
from nlconnect.model.complex import Complex
from nlconnect.model.query import Field, T_contra

class ActivityDomain(StrEnum):
    unknown = 'unknown'
    work = 'work'
    personal = 'personal'
    unrestricted = 'unrestricted'

class AllowedLobbyAdmitterRoles(StrEnum):
    organizer_and_co_organizers_and_presenters = 'organizerAndCoOrganizersAndPresenters'
    organizer_and_co_organizers = 'organizerAndCoOrganizers'
    unknown_future_value = 'unknownFutureValue'

class AppliedConditionalAccessPolicyResult(StrEnum):
    success = 'success'
    failure = 'failure'
    not_applied = 'notApplied'
    not_enabled = 'notEnabled'
    unknown = 'unknown'
    unknown_future_value = 'unknownFutureValue'
    report_only_success = 'reportOnlySuccess'
    report_only_failure = 'reportOnlyFailure'
    report_only_not_applied = 'reportOnlyNotApplied'
    report_only_interrupted = 'reportOnlyInterrupted'

class AttachmentType(StrEnum):
    file = 'file'
    item = 'item'
    reference = 'reference'

class AttendeeType(StrEnum):
    required = 'required'
    optional = 'optional'
    resource = 'resource'

class AutomaticRepliesStatus(StrEnum):
    disabled = 'disabled'
    always_enabled = 'alwaysEnabled'
    scheduled = 'scheduled'

class BodyType(StrEnum):
    text = 'text'
    html = 'html'

class BookingPageAccessControl(StrEnum):
    unrestricted = 'unrestricted'
    restricted_to_organization = 'restrictedToOrganization'
    unknown_future_value = 'unknownFutureValue'

class BookingPriceType(StrEnum):
    undefined = 'undefined'
    fixed_price = 'fixedPrice'
    starting_at = 'startingAt'
    hourly = 'hourly'
    free = 'free'
    price_varies = 'priceVaries'
    call_us = 'callUs'
    not_set = 'notSet'
    unknown_future_value = 'unknownFutureValue'

class BookingReminderRecipients(StrEnum):
    all_attendees = 'allAttendees'
    staff = 'staff'
    customer = 'customer'
    unknown_future_value = 'unknownFutureValue'

class BookingStaffMembershipStatus(StrEnum):
    active = 'active'
    pending_acceptance = 'pendingAcceptance'
    rejected_by_staff = 'rejectedByStaff'
    unknown_future_value = 'unknownFutureValue'

class BookingStaffRole(StrEnum):
    guest = 'guest'
    administrator = 'administrator'
    viewer = 'viewer'
    external_guest = 'externalGuest'
    unknown_future_value = 'unknownFutureValue'
    scheduler = 'scheduler'
    team_member = 'teamMember'

class BookingType(StrEnum):
    unknown = 'unknown'
    standard = 'standard'
    reserved = 'reserved'

class BookingsServiceAvailabilityType(StrEnum):
    book_when_staff_are_free = 'bookWhenStaffAreFree'
    not_bookable = 'notBookable'
    custom_weekly_hours = 'customWeeklyHours'
    unknown_future_value = 'unknownFutureValue'

class BroadcastMeetingAudience(StrEnum):
    role_is_attendee = 'roleIsAttendee'
    organization = 'organization'
    everyone = 'everyone'
    unknown_future_value = 'unknownFutureValue'

class BucketAggregationSortProperty(StrEnum):
    count_ = 'count'
    key_as_string = 'keyAsString'
    key_as_number = 'keyAsNumber'
    unknown_future_value = 'unknownFutureValue'

class CalendarColor(StrEnum):
    auto = 'auto'
    light_blue = 'lightBlue'
    light_green = 'lightGreen'
    light_orange = 'lightOrange'
    light_gray = 'lightGray'
    light_yellow = 'lightYellow'
    light_teal = 'lightTeal'
    light_pink = 'lightPink'
    light_brown = 'lightBrown'
    light_red = 'lightRed'
    max_color = 'maxColor'

class CalendarRoleType(StrEnum):
    none = 'none'
    free_busy_read = 'freeBusyRead'
    limited_read = 'limitedRead'
    read = 'read'
    write = 'write'
    delegate_without_private_event_access = 'delegateWithoutPrivateEventAccess'
    delegate_with_private_event_access = 'delegateWithPrivateEventAccess'
    custom = 'custom'

class CategoryColor(StrEnum):
    none = 'none'
    preset0 = 'preset0'
    preset1 = 'preset1'
    preset2 = 'preset2'
    preset3 = 'preset3'
    preset4 = 'preset4'
    preset5 = 'preset5'
    preset6 = 'preset6'
    preset7 = 'preset7'
    preset8 = 'preset8'
    preset9 = 'preset9'
    preset10 = 'preset10'
    preset11 = 'preset11'
    preset12 = 'preset12'
    preset13 = 'preset13'
    preset14 = 'preset14'
    preset15 = 'preset15'
    preset16 = 'preset16'
    preset17 = 'preset17'
    preset18 = 'preset18'
    preset19 = 'preset19'
    preset20 = 'preset20'
    preset21 = 'preset21'
    preset22 = 'preset22'
    preset23 = 'preset23'
    preset24 = 'preset24'

class ChangeType(StrEnum):
    created = 'created'
    updated = 'updated'
    deleted = 'deleted'

class ChannelLayoutType(StrEnum):
    post = 'post'
    chat = 'chat'
    unknown_future_value = 'unknownFutureValue'

class ChannelMembershipType(StrEnum):
    standard = 'standard'
    private = 'private'
    unknown_future_value = 'unknownFutureValue'
    shared = 'shared'

class ChatMessageActions(StrEnum):
    reaction_added = 'reactionAdded'
    reaction_removed = 'reactionRemoved'
    action_undefined = 'actionUndefined'
    unknown_future_value = 'unknownFutureValue'

class ChatMessageImportance(StrEnum):
    normal = 'normal'
    high = 'high'
    urgent = 'urgent'
    unknown_future_value = 'unknownFutureValue'

class ChatMessagePolicyViolationDlpActionTypes(StrEnum):
    none = 'none'
    notify_sender = 'notifySender'
    block_access = 'blockAccess'
    block_access_external = 'blockAccessExternal'

class ChatMessagePolicyViolationUserActionTypes(StrEnum):
    none = 'none'
    override = 'override'
    report_false_positive = 'reportFalsePositive'

class ChatMessagePolicyViolationVerdictDetailsTypes(StrEnum):
    none = 'none'
    allow_false_positive_override = 'allowFalsePositiveOverride'
    allow_override_without_justification = 'allowOverrideWithoutJustification'
    allow_override_with_justification = 'allowOverrideWithJustification'

class ChatMessageType(StrEnum):
    message = 'message'
    chat_event = 'chatEvent'
    typing = 'typing'
    unknown_future_value = 'unknownFutureValue'
    system_event_message = 'systemEventMessage'

class ChatType(StrEnum):
    one_on_one = 'oneOnOne'
    group = 'group'
    meeting = 'meeting'
    unknown_future_value = 'unknownFutureValue'

class ClonableTeamParts(StrEnum):
    apps = 'apps'
    tabs = 'tabs'
    settings = 'settings'
    channels = 'channels'
    members = 'members'

class ColumnTypes(StrEnum):
    note = 'note'
    text = 'text'
    choice = 'choice'
    multichoice = 'multichoice'
    number = 'number'
    currency = 'currency'
    date_time = 'dateTime'
    lookup = 'lookup'
    boolean = 'boolean'
    user = 'user'
    url = 'url'
    calculated = 'calculated'
    location = 'location'
    geolocation = 'geolocation'
    term = 'term'
    multiterm = 'multiterm'
    thumbnail = 'thumbnail'
    approval_status = 'approvalStatus'
    unknown_future_value = 'unknownFutureValue'

class ConditionalAccessStatus(StrEnum):
    success = 'success'
    failure = 'failure'
    not_applied = 'notApplied'
    unknown_future_value = 'unknownFutureValue'

class DayOfWeek(StrEnum):
    sunday = 'sunday'
    monday = 'monday'
    tuesday = 'tuesday'
    wednesday = 'wednesday'
    thursday = 'thursday'
    friday = 'friday'
    saturday = 'saturday'

class DelegateMeetingMessageDeliveryOptions(StrEnum):
    send_to_delegate_and_information_to_principal = 'sendToDelegateAndInformationToPrincipal'
    send_to_delegate_and_principal = 'sendToDelegateAndPrincipal'
    send_to_delegate_only = 'sendToDelegateOnly'

class DriveItemSourceApplication(StrEnum):
    teams = 'teams'
    yammer = 'yammer'
    share_point = 'sharePoint'
    one_drive = 'oneDrive'
    stream = 'stream'
    power_point = 'powerPoint'
    office = 'office'
    loki = 'loki'
    loop = 'loop'
    other = 'other'
    unknown_future_value = 'unknownFutureValue'

class EntityType(StrEnum):
    event = 'event'
    message = 'message'
    drive_item = 'driveItem'
    external_item = 'externalItem'
    site = 'site'
    list = 'list'
    list_item = 'listItem'
    drive = 'drive'
    unknown_future_value = 'unknownFutureValue'
    chat_message = 'chatMessage'
    person = 'person'
    acronym = 'acronym'
    bookmark = 'bookmark'

class EventType(StrEnum):
    single_instance = 'singleInstance'
    occurrence = 'occurrence'
    exception = 'exception'
    series_master = 'seriesMaster'

class ExchangeIdFormat(StrEnum):
    entry_id = 'entryId'
    ews_id = 'ewsId'
    immutable_entry_id = 'immutableEntryId'
    rest_id = 'restId'
    rest_immutable_entry_id = 'restImmutableEntryId'

class ExternalAudienceScope(StrEnum):
    none = 'none'
    contacts_only = 'contactsOnly'
    all_ = 'all'

class FollowupFlagStatus(StrEnum):
    not_flagged = 'notFlagged'
    complete = 'complete'
    flagged = 'flagged'

class FreeBusyStatus(StrEnum):
    unknown = 'unknown'
    free = 'free'
    tentative = 'tentative'
    busy = 'busy'
    oof = 'oof'
    working_elsewhere = 'workingElsewhere'

class GiphyRatingType(StrEnum):
    strict = 'strict'
    moderate = 'moderate'
    unknown_future_value = 'unknownFutureValue'

class GroupAccessType(StrEnum):
    none = 'none'
    private = 'private'
    secret = 'secret'
    public = 'public'
    unknown_future_value = 'unknownFutureValue'

class GroupType(StrEnum):
    unified_groups = 'unifiedGroups'
    azure_ad = 'azureAD'
    unknown_future_value = 'unknownFutureValue'

class Importance(StrEnum):
    low = 'low'
    normal = 'normal'
    high = 'high'

class InferenceClassificationType(StrEnum):
    focused = 'focused'
    other = 'other'

class LifecycleEventType(StrEnum):
    missed = 'missed'
    subscription_removed = 'subscriptionRemoved'
    reauthorization_required = 'reauthorizationRequired'

class LobbyBypassScope(StrEnum):
    organizer = 'organizer'
    organization = 'organization'
    organization_and_federated = 'organizationAndFederated'
    everyone = 'everyone'
    unknown_future_value = 'unknownFutureValue'
    invited = 'invited'
    organization_excluding_guests = 'organizationExcludingGuests'

class LocationType(StrEnum):
    default = 'default'
    conference_room = 'conferenceRoom'
    home_address = 'homeAddress'
    business_address = 'businessAddress'
    geo_coordinates = 'geoCoordinates'
    street_address = 'streetAddress'
    hotel = 'hotel'
    restaurant = 'restaurant'
    local_business = 'localBusiness'
    postal_address = 'postalAddress'

class LocationUniqueIdType(StrEnum):
    unknown = 'unknown'
    location_store = 'locationStore'
    directory = 'directory'
    private = 'private'
    bing = 'bing'

class MailTipsType(StrEnum):
    automatic_replies = 'automaticReplies'
    mailbox_full_status = 'mailboxFullStatus'
    custom_mail_tip = 'customMailTip'
    external_member_count = 'externalMemberCount'
    total_member_count = 'totalMemberCount'
    max_message_size = 'maxMessageSize'
    delivery_restriction = 'deliveryRestriction'
    moderation_status = 'moderationStatus'
    recipient_scope = 'recipientScope'
    recipient_suggestions = 'recipientSuggestions'

class MdmAuthority(StrEnum):
    unknown = 'unknown'
    intune = 'intune'
    sccm = 'sccm'
    office365 = 'office365'

class MediaSourceContentCategory(StrEnum):
    meeting = 'meeting'
    live_stream = 'liveStream'
    presentation = 'presentation'
    screen_recording = 'screenRecording'
    story = 'story'
    profile = 'profile'
    chat = 'chat'
    note = 'note'
    comment = 'comment'
    unknown_future_value = 'unknownFutureValue'

class MeetingChatHistoryDefaultMode(StrEnum):
    none = 'none'
    all_ = 'all'
    unknown_future_value = 'unknownFutureValue'

class MeetingChatMode(StrEnum):
    enabled = 'enabled'
    disabled = 'disabled'
    limited = 'limited'
    unknown_future_value = 'unknownFutureValue'

class MeetingLiveShareOptions(StrEnum):
    enabled = 'enabled'
    disabled = 'disabled'
    unknown_future_value = 'unknownFutureValue'

class MeetingMessageType(StrEnum):
    none = 'none'
    meeting_request = 'meetingRequest'
    meeting_cancelled = 'meetingCancelled'
    meeting_accepted = 'meetingAccepted'
    meeting_tenatively_accepted = 'meetingTenativelyAccepted'
    meeting_declined = 'meetingDeclined'

class MeetingRequestType(StrEnum):
    none = 'none'
    new_meeting_request = 'newMeetingRequest'
    full_update = 'fullUpdate'
    informational_update = 'informationalUpdate'
    silent_update = 'silentUpdate'
    outdated = 'outdated'
    principal_wants_copy = 'principalWantsCopy'

class MessageActionFlag(StrEnum):
    any = 'any'
    call = 'call'
    do_not_forward = 'doNotForward'
    follow_up = 'followUp'
    fyi = 'fyi'
    forward = 'forward'
    no_response_necessary = 'noResponseNecessary'
    read = 'read'
    reply = 'reply'
    reply_to_all = 'replyToAll'
    review = 'review'

class MigrationMode(StrEnum):
    in_progress = 'inProgress'
    completed = 'completed'
    unknown_future_value = 'unknownFutureValue'

class NativeAuthenticationApisEnabled(StrEnum):
    none = 'none'
    all_ = 'all'
    unknown_future_value = 'unknownFutureValue'

class OnenotePatchActionType(StrEnum):
    replace_ = 'Replace'
    append = 'Append'
    delete = 'Delete'
    insert = 'Insert'
    prepend = 'Prepend'

class OnenotePatchInsertPosition(StrEnum):
    after = 'After'
    before = 'Before'

class OnenoteUserRole(StrEnum):
    none = 'None'
    owner = 'Owner'
    contributor = 'Contributor'
    reader = 'Reader'

class OnlineMeetingPresenters(StrEnum):
    everyone = 'everyone'
    organization = 'organization'
    role_is_presenter = 'roleIsPresenter'
    organizer = 'organizer'
    unknown_future_value = 'unknownFutureValue'

class OnlineMeetingProviderType(StrEnum):
    unknown = 'unknown'
    skype_for_business = 'skypeForBusiness'
    skype_for_consumer = 'skypeForConsumer'
    teams_for_business = 'teamsForBusiness'

class OnlineMeetingRole(StrEnum):
    attendee = 'attendee'
    presenter = 'presenter'
    unknown_future_value = 'unknownFutureValue'
    producer = 'producer'
    coorganizer = 'coorganizer'

class OnlineMeetingType(StrEnum):
    adhoc = 'adhoc'
    scheduled = 'scheduled'
    recurring = 'recurring'
    broadcast = 'broadcast'
    meetnow = 'meetnow'
    unknown_future_value = 'unknownFutureValue'

class OperationResult(StrEnum):
    success = 'success'
    failure = 'failure'
    timeout = 'timeout'
    unknown_future_value = 'unknownFutureValue'

class PageLayoutType(StrEnum):
    microsoft_reserved = 'microsoftReserved'
    article = 'article'
    home = 'home'
    unknown_future_value = 'unknownFutureValue'

class PagePromotionType(StrEnum):
    microsoft_reserved = 'microsoftReserved'
    page = 'page'
    news_post = 'newsPost'
    unknown_future_value = 'unknownFutureValue'

class PartnerTenantType(StrEnum):
    microsoft_support = 'microsoftSupport'
    syndicate_partner = 'syndicatePartner'
    breadth_partner = 'breadthPartner'
    breadth_partner_delegated_admin = 'breadthPartnerDelegatedAdmin'
    reseller_partner_delegated_admin = 'resellerPartnerDelegatedAdmin'
    value_added_reseller_partner_delegated_admin = 'valueAddedResellerPartnerDelegatedAdmin'
    unknown_future_value = 'unknownFutureValue'

class PhoneType(StrEnum):
    home = 'home'
    business = 'business'
    mobile = 'mobile'
    other = 'other'
    assistant = 'assistant'
    home_fax = 'homeFax'
    business_fax = 'businessFax'
    other_fax = 'otherFax'
    pager = 'pager'
    radio = 'radio'

class PlaceFeatureEnablement(StrEnum):
    unknown = 'unknown'
    enabled = 'enabled'
    disabled = 'disabled'
    unknown_future_value = 'unknownFutureValue'

class PlannerContainerType(StrEnum):
    group = 'group'
    unknown_future_value = 'unknownFutureValue'
    roster = 'roster'

class PlannerPreviewType(StrEnum):
    automatic = 'automatic'
    no_preview = 'noPreview'
    checklist = 'checklist'
    description = 'description'
    reference = 'reference'

class PostType(StrEnum):
    regular = 'regular'
    quick = 'quick'
    strategic = 'strategic'
    unknown_future_value = 'unknownFutureValue'

class RecurrencePatternType(StrEnum):
    daily = 'daily'
    weekly = 'weekly'
    absolute_monthly = 'absoluteMonthly'
    relative_monthly = 'relativeMonthly'
    absolute_yearly = 'absoluteYearly'
    relative_yearly = 'relativeYearly'

class RecurrenceRangeType(StrEnum):
    end_date = 'endDate'
    no_end = 'noEnd'
    numbered = 'numbered'

class RemindBeforeTimeInMinutesType(StrEnum):
    mins15 = 'mins15'
    unknown_future_value = 'unknownFutureValue'

class ResponseType(StrEnum):
    none = 'none'
    organizer = 'organizer'
    tentatively_accepted = 'tentativelyAccepted'
    accepted = 'accepted'
    declined = 'declined'
    not_responded = 'notResponded'

class RiskDetail(StrEnum):
    none = 'none'
    admin_generated_temporary_password = 'adminGeneratedTemporaryPassword'
    user_performed_secured_password_change = 'userPerformedSecuredPasswordChange'
    user_performed_secured_password_reset = 'userPerformedSecuredPasswordReset'
    admin_confirmed_signin_safe = 'adminConfirmedSigninSafe'
    ai_confirmed_signin_safe = 'aiConfirmedSigninSafe'
    user_passed_mfa_driven_by_risk_based_policy = 'userPassedMFADrivenByRiskBasedPolicy'
    admin_dismissed_all_risk_for_user = 'adminDismissedAllRiskForUser'
    admin_confirmed_signin_compromised = 'adminConfirmedSigninCompromised'
    hidden = 'hidden'
    admin_confirmed_user_compromised = 'adminConfirmedUserCompromised'
    unknown_future_value = 'unknownFutureValue'
    m365_d_admin_dismissed_detection = 'm365DAdminDismissedDetection'
    admin_confirmed_service_principal_compromised = 'adminConfirmedServicePrincipalCompromised'
    admin_dismissed_all_risk_for_service_principal = 'adminDismissedAllRiskForServicePrincipal'
    user_changed_password_on_premises = 'userChangedPasswordOnPremises'
    admin_dismissed_risk_for_sign_in = 'adminDismissedRiskForSignIn'
    admin_confirmed_account_safe = 'adminConfirmedAccountSafe'
    microsoft_revoked_sessions = 'microsoftRevokedSessions'

class RiskEventType(StrEnum):
    unlikely_travel = 'unlikelyTravel'
    anonymized_ip_address = 'anonymizedIPAddress'
    malicious_ip_address = 'maliciousIPAddress'
    unfamiliar_features = 'unfamiliarFeatures'
    malware_infected_ip_address = 'malwareInfectedIPAddress'
    suspicious_ip_address = 'suspiciousIPAddress'
    leaked_credentials = 'leakedCredentials'
    investigations_threat_intelligence = 'investigationsThreatIntelligence'
    generic = 'generic'
    admin_confirmed_user_compromised = 'adminConfirmedUserCompromised'
    mcas_impossible_travel = 'mcasImpossibleTravel'
    mcas_suspicious_inbox_manipulation_rules = 'mcasSuspiciousInboxManipulationRules'
    investigations_threat_intelligence_signin_linked = 'investigationsThreatIntelligenceSigninLinked'
    malicious_ip_address_valid_credentials_blocked_ip = 'maliciousIPAddressValidCredentialsBlockedIP'
    unknown_future_value = 'unknownFutureValue'

class RiskLevel(StrEnum):
    low = 'low'
    medium = 'medium'
    high = 'high'
    hidden = 'hidden'
    none = 'none'
    unknown_future_value = 'unknownFutureValue'

class RiskState(StrEnum):
    none = 'none'
    confirmed_safe = 'confirmedSafe'
    remediated = 'remediated'
    dismissed = 'dismissed'
    at_risk = 'atRisk'
    confirmed_compromised = 'confirmedCompromised'
    unknown_future_value = 'unknownFutureValue'

class ScheduleEntityTheme(StrEnum):
    white = 'white'
    blue = 'blue'
    green = 'green'
    purple = 'purple'
    pink = 'pink'
    yellow = 'yellow'
    gray = 'gray'
    dark_blue = 'darkBlue'
    dark_green = 'darkGreen'
    dark_purple = 'darkPurple'
    dark_pink = 'darkPink'
    dark_yellow = 'darkYellow'
    unknown_future_value = 'unknownFutureValue'
    dark_red = 'darkRed'
    cranberry = 'cranberry'
    dark_orange = 'darkOrange'
    bronze = 'bronze'
    peach = 'peach'
    gold = 'gold'
    lime = 'lime'
    forest = 'forest'
    light_green = 'lightGreen'
    jade = 'jade'
    light_teal = 'lightTeal'
    dark_teal = 'darkTeal'
    steel = 'steel'
    sky_blue = 'skyBlue'
    blue_gray = 'blueGray'
    lavender = 'lavender'
    lilac = 'lilac'
    plum = 'plum'
    magenta = 'magenta'
    dark_brown = 'darkBrown'
    beige = 'beige'
    charcoal = 'charcoal'
    silver = 'silver'

class SearchAlterationType(StrEnum):
    suggestion = 'suggestion'
    modification = 'modification'
    unknown_future_value = 'unknownFutureValue'

class SearchContent(StrEnum):
    shared_content = 'sharedContent'
    private_content = 'privateContent'
    unknown_future_value = 'unknownFutureValue'

class SelectionLikelihoodInfo(StrEnum):
    not_specified = 'notSpecified'
    high = 'high'

class Sensitivity(StrEnum):
    normal = 'normal'
    personal = 'personal'
    private = 'private'
    confidential = 'confidential'

class SensitivityLabelAssignmentMethod(StrEnum):
    standard = 'standard'
    privileged = 'privileged'
    auto = 'auto'
    unknown_future_value = 'unknownFutureValue'

class ServiceHealthClassificationType(StrEnum):
    advisory = 'advisory'
    incident = 'incident'
    unknown_future_value = 'unknownFutureValue'

class ServiceHealthOrigin(StrEnum):
    microsoft = 'microsoft'
    third_party = 'thirdParty'
    customer = 'customer'
    unknown_future_value = 'unknownFutureValue'

class ServiceHealthStatus(StrEnum):
    service_operational = 'serviceOperational'
    investigating = 'investigating'
    restoring_service = 'restoringService'
    verifying_service = 'verifyingService'
    service_restored = 'serviceRestored'
    post_incident_review_published = 'postIncidentReviewPublished'
    service_degradation = 'serviceDegradation'
    service_interruption = 'serviceInterruption'
    extended_recovery = 'extendedRecovery'
    false_positive = 'falsePositive'
    investigation_suspended = 'investigationSuspended'
    resolved = 'resolved'
    mitigated_external = 'mitigatedExternal'
    mitigated = 'mitigated'
    resolved_external = 'resolvedExternal'
    confirmed = 'confirmed'
    reported = 'reported'
    unknown_future_value = 'unknownFutureValue'

class ServiceUpdateCategory(StrEnum):
    prevent_or_fix_issue = 'preventOrFixIssue'
    plan_for_change = 'planForChange'
    stay_informed = 'stayInformed'
    unknown_future_value = 'unknownFutureValue'

class ServiceUpdateSeverity(StrEnum):
    normal = 'normal'
    high = 'high'
    critical = 'critical'
    unknown_future_value = 'unknownFutureValue'

class SiteArchiveStatus(StrEnum):
    recently_archived = 'recentlyArchived'
    fully_archived = 'fullyArchived'
    reactivating = 'reactivating'
    unknown_future_value = 'unknownFutureValue'

class TaskStatus(StrEnum):
    not_started = 'notStarted'
    in_progress = 'inProgress'
    completed = 'completed'
    waiting_on_others = 'waitingOnOthers'
    deferred = 'deferred'

class TeamSpecialization(StrEnum):
    none = 'none'
    education_standard = 'educationStandard'
    education_class = 'educationClass'
    education_professional_learning_community = 'educationProfessionalLearningCommunity'
    education_staff = 'educationStaff'
    healthcare_standard = 'healthcareStandard'
    healthcare_care_coordination = 'healthcareCareCoordination'
    unknown_future_value = 'unknownFutureValue'

class TeamVisibilityType(StrEnum):
    private = 'private'
    public = 'public'
    hidden_membership = 'hiddenMembership'
    unknown_future_value = 'unknownFutureValue'

class TeamworkActivityTopicSource(StrEnum):
    entity_url = 'entityUrl'
    text = 'text'

class TeamworkConversationIdentityType(StrEnum):
    team = 'team'
    channel = 'channel'
    chat = 'chat'
    unknown_future_value = 'unknownFutureValue'

class TeamworkUserIdentityType(StrEnum):
    aad_user = 'aadUser'
    on_premise_aad_user = 'onPremiseAadUser'
    anonymous_guest = 'anonymousGuest'
    federated_user = 'federatedUser'
    personal_microsoft_account_user = 'personalMicrosoftAccountUser'
    skype_user = 'skypeUser'
    phone_user = 'phoneUser'
    unknown_future_value = 'unknownFutureValue'
    email_user = 'emailUser'

class TitleAreaLayoutType(StrEnum):
    image_and_title = 'imageAndTitle'
    plain = 'plain'
    color_block = 'colorBlock'
    overlap = 'overlap'
    unknown_future_value = 'unknownFutureValue'

class TitleAreaTextAlignmentType(StrEnum):
    left = 'left'
    center_ = 'center'
    unknown_future_value = 'unknownFutureValue'

class UserPurpose(StrEnum):
    user = 'user'
    linked = 'linked'
    shared = 'shared'
    room = 'room'
    equipment = 'equipment'
    others = 'others'
    unknown_future_value = 'unknownFutureValue'

class VirtualAppointmentMessageType(StrEnum):
    confirmation = 'confirmation'
    reschedule = 'reschedule'
    cancellation = 'cancellation'
    unknown_future_value = 'unknownFutureValue'

class WeakAlgorithms(StrEnum):
    rsa_sha1 = 'rsaSha1'
    unknown_future_value = 'unknownFutureValue'

class WebsiteType(StrEnum):
    other = 'other'
    home = 'home'
    work = 'work'
    blog = 'blog'
    profile = 'profile'

class WeekIndex(StrEnum):
    first = 'first'
    second = 'second'
    third = 'third'
    fourth = 'fourth'
    last = 'last'

class WellknownListName(StrEnum):
    none = 'none'
    default_list = 'defaultList'
    flagged_emails = 'flaggedEmails'
    unknown_future_value = 'unknownFutureValue'

class WorkLocationSource(StrEnum):
    none = 'none'
    manual = 'manual'
    scheduled = 'scheduled'
    automatic = 'automatic'
    unknown_future_value = 'unknownFutureValue'

class WorkLocationType(StrEnum):
    unspecified = 'unspecified'
    office = 'office'
    remote = 'remote'
    time_off = 'timeOff'
    unknown_future_value = 'unknownFutureValue'

class AddIn(Complex, frozen=True):
    """The complex type addIn."""
    id: str | None = ...
    properties: list[KeyValue] | None = ...
    """user.content.free_text, level 3, reviewed"""
    type: str | None = ...

class AggregationOption(Complex, frozen=True):
    """The complex type aggregationOption."""
    bucket_definition: BucketAggregationDefinition | None = ...
    field: str | None = ...
    size: int | None = ...

class Album(Complex, frozen=True):
    """The complex type album."""
    cover_image_item_id: str | None = ...

class AlterationResponse(Complex, frozen=True):
    """The complex type alterationResponse."""
    original_query_string: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    query_alteration: SearchAlteration | None = ...
    """user.content.free_text, level 3, reviewed"""
    query_alteration_type: SearchAlterationType | str | None = ...

class AlteredQueryToken(Complex, frozen=True):
    """The complex type alteredQueryToken."""
    length: int | None = ...
    offset: int | None = ...
    suggestion: str | None = ...
    """user.content.free_text, level 3, reviewed"""

class AlternativeSecurityId(Complex, frozen=True):
    """The complex type alternativeSecurityId."""
    identity_provider: str | None = ...
    key: bytes | None = ...
    """user.device.device_id, level 2, reviewed"""
    type: int | None = ...

class ApiApplication(Complex, frozen=True):
    """The complex type apiApplication."""
    accept_mapped_claims: bool | None = ...
    known_client_applications: list[str] | None = ...
    oauth2_permission_scopes: list[PermissionScope] | None = ...
    pre_authorized_applications: list[PreAuthorizedApplication] | None = ...
    requested_access_token_version: int | None = ...

class AppIdentity(Complex, frozen=True):
    """The complex type appIdentity."""
    app_id: str | None = ...
    display_name: str | None = ...
    service_principal_id: str | None = ...
    service_principal_name: str | None = ...

class AppRole(Complex, frozen=True):
    """The complex type appRole."""
    allowed_member_types: list[str] | None = ...
    description: str | None = ...
    display_name: str | None = ...
    id: str | None = ...
    is_enabled: bool | None = ...
    origin: str | None = ...
    value: str | None = ...

class AppliedConditionalAccessPolicy(Complex, frozen=True):
    """The complex type appliedConditionalAccessPolicy."""
    display_name: str | None = ...
    enforced_grant_controls: list[str] | None = ...
    enforced_session_controls: list[str] | None = ...
    id: str | None = ...
    result: AppliedConditionalAccessPolicyResult | str | None = ...

class AssignedLabel(Complex, frozen=True):
    """The complex type assignedLabel."""
    display_name: str | None = ...
    label_id: str | None = ...

class AssignedLicense(Complex, frozen=True):
    """The complex type assignedLicense."""
    disabled_plans: list[str] | None = ...
    sku_id: str | None = ...

class AssignedPlan(Complex, frozen=True):
    """The complex type assignedPlan."""
    assigned_date_time: _dt.datetime | None = ...
    capability_status: str | None = ...
    service: str | None = ...
    service_plan_id: str | None = ...

class AttachmentItem(Complex, frozen=True):
    """The complex type attachmentItem."""
    attachment_type: AttachmentType | str | None = ...
    content_id: str | None = ...
    content_type: str | None = ...
    is_inline: bool | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    size: int | None = ...

class Attendee(Complex, frozen=True):
    """The complex type attendee."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, reviewed"""
    type: AttendeeType | str | None = ...
    proposed_new_time: TimeSlot | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    status: ResponseStatus | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class AttendeeAvailability(Complex, frozen=True):
    """The complex type attendeeAvailability."""
    attendee: AttendeeBase | None = ...
    """user.contact.email, level 2, reviewed"""
    availability: FreeBusyStatus | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class AttendeeBase(Complex, frozen=True):
    """The complex type attendeeBase."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, reviewed"""
    type: AttendeeType | str | None = ...

class AttendeeNotificationInfo(Complex, frozen=True):
    """The complex type attendeeNotificationInfo."""
    phone_number: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    time_zone: str | None = ...

class Audio(Complex, frozen=True):
    """The complex type audio."""
    album: str | None = ...
    album_artist: str | None = ...
    artist: str | None = ...
    bitrate: int | None = ...
    composers: str | None = ...
    copyright: str | None = ...
    disc: int | None = ...
    disc_count: int | None = ...
    duration: int | None = ...
    genre: str | None = ...
    has_drm: bool | None = ...
    is_variable_bitrate: bool | None = ...
    title: str | None = ...
    track: int | None = ...
    track_count: int | None = ...
    year: int | None = ...

class AudioConferencing(Complex, frozen=True):
    """The complex type audioConferencing."""
    conference_id: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    dialin_url: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    toll_free_number: str | None = ...
    toll_free_numbers: list[str] | None = ...
    toll_number: str | None = ...
    toll_numbers: list[str] | None = ...

class AuditActivityInitiator(Complex, frozen=True):
    """The complex type auditActivityInitiator."""
    app: AppIdentity | None = ...
    user: UserIdentity | None = ...
    """user.name, level 2, reviewed"""

class AuthenticationAppDeviceDetails(Complex, frozen=True):
    """The complex type authenticationAppDeviceDetails."""
    app_version: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    client_app: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    device_id: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    operating_system: str | None = ...
    """user.device.device_id, level 2, reviewed"""

class AuthenticationBehaviors(Complex, frozen=True):
    """The complex type authenticationBehaviors."""
    block_azure_ad_graph_access: bool | None = ...
    remove_unverified_email_claim: bool | None = ...
    require_client_service_principal: bool | None = ...

class AuthorizationInfo(Complex, frozen=True):
    """The complex type authorizationInfo."""
    certificate_user_ids: list[str] | None = ...
    """user.account.username, level 2, reviewed"""

class AutomaticRepliesSetting(Complex, frozen=True):
    """The complex type automaticRepliesSetting."""
    external_audience: ExternalAudienceScope | str | None = ...
    external_reply_message: str | None = ...
    """user.content.private, level 4, reviewed"""
    internal_reply_message: str | None = ...
    """user.content.private, level 4, reviewed"""
    scheduled_end_date_time: DateTimeTimeZone | None = ...
    """user.workplace.leave, level 3, reviewed"""
    scheduled_start_date_time: DateTimeTimeZone | None = ...
    """user.workplace.leave, level 3, reviewed"""
    status: AutomaticRepliesStatus | str | None = ...
    """user.workplace.leave, level 3, reviewed"""

class BookingCustomerInformationBase(Complex, frozen=True):
    """The complex type bookingCustomerInformationBase."""

class BookingPageSettings(Complex, frozen=True):
    """The complex type bookingPageSettings."""
    access_control: BookingPageAccessControl | str | None = ...
    booking_page_color_code: str | None = ...
    business_time_zone: str | None = ...
    customer_consent_message: str | None = ...
    enforce_one_time_password: bool | None = ...
    is_business_logo_display_enabled: bool | None = ...
    is_customer_consent_enabled: bool | None = ...
    is_search_engine_indexability_disabled: bool | None = ...
    is_time_slot_time_zone_set_to_business_time_zone: bool | None = ...
    privacy_policy_web_url: str | None = ...
    terms_and_conditions_web_url: str | None = ...

class BookingQuestionAssignment(Complex, frozen=True):
    """The complex type bookingQuestionAssignment."""
    is_required: bool | None = ...
    question_id: str | None = ...

class BookingReminder(Complex, frozen=True):
    """The complex type bookingReminder."""
    message: str | None = ...
    offset: str | None = ...
    recipients: BookingReminderRecipients | str | None = ...

class BookingSchedulingPolicy(Complex, frozen=True):
    """The complex type bookingSchedulingPolicy."""
    allow_staff_selection: bool | None = ...
    custom_availabilities: list[BookingsAvailabilityWindow] | None = ...
    general_availability: BookingsAvailability | None = ...
    is_meeting_invite_to_customers_enabled: bool | None = ...
    maximum_advance: str | None = ...
    minimum_lead_time: str | None = ...
    send_confirmations_to_owner: bool | None = ...
    time_slot_interval: str | None = ...

class BookingWorkHours(Complex, frozen=True):
    """The complex type bookingWorkHours."""
    day: DayOfWeek | str | None = ...
    time_slots: list[BookingWorkTimeSlot] | None = ...

class BookingWorkTimeSlot(Complex, frozen=True):
    """The complex type bookingWorkTimeSlot."""
    end_time: str | None = ...
    start_time: str | None = ...

class BookingsAvailability(Complex, frozen=True):
    """The complex type bookingsAvailability."""
    availability_type: BookingsServiceAvailabilityType | str | None = ...
    business_hours: list[BookingWorkHours] | None = ...

class BookingsAvailabilityWindow(Complex, frozen=True):
    """The complex type bookingsAvailabilityWindow."""
    availability_type: BookingsServiceAvailabilityType | str | None = ...
    business_hours: list[BookingWorkHours] | None = ...
    end_date: _dt.date | None = ...
    start_date: _dt.date | None = ...

class BooleanColumn(Complex, frozen=True):
    """The complex type booleanColumn."""

class BroadcastMeetingCaptionSettings(Complex, frozen=True):
    """The complex type broadcastMeetingCaptionSettings."""
    is_caption_enabled: bool | None = ...
    spoken_language: str | None = ...
    translation_languages: list[str] | None = ...

class BroadcastMeetingSettings(Complex, frozen=True):
    """The complex type broadcastMeetingSettings."""
    allowed_audience: BroadcastMeetingAudience | str | None = ...
    captions: BroadcastMeetingCaptionSettings | None = ...
    is_attendee_report_enabled: bool | None = ...
    is_question_and_answer_enabled: bool | None = ...
    is_recording_enabled: bool | None = ...
    is_video_on_demand_enabled: bool | None = ...

class BucketAggregationDefinition(Complex, frozen=True):
    """The complex type bucketAggregationDefinition."""
    is_descending: bool | None = ...
    minimum_count: int | None = ...
    prefix_filter: str | None = ...
    ranges: list[BucketAggregationRange] | None = ...
    sort_by: BucketAggregationSortProperty | str | None = ...

class BucketAggregationRange(Complex, frozen=True):
    """The complex type bucketAggregationRange."""
    from_: str | None = ...
    to: str | None = ...

class Bundle(Complex, frozen=True):
    """The complex type bundle."""
    album: Album | None = ...
    child_count: int | None = ...

class CalculatedColumn(Complex, frozen=True):
    """The complex type calculatedColumn."""
    format: str | None = ...
    formula: str | None = ...
    output_type: str | None = ...

class Certification(Complex, frozen=True):
    """The complex type certification."""
    certification_details_url: str | None = ...
    certification_expiration_date_time: _dt.datetime | None = ...
    is_certified_by_microsoft: bool | None = ...
    is_publisher_attested: bool | None = ...
    last_certification_date_time: _dt.datetime | None = ...

class ChangeNotification(Complex, frozen=True):
    """The complex type changeNotification."""
    change_type: ChangeType | str | None = ...
    client_state: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    encrypted_content: ChangeNotificationEncryptedContent | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    id: str | None = ...
    lifecycle_event: LifecycleEventType | str | None = ...
    resource: str | None = ...
    """user.unique_id, level 1, reviewed"""
    resource_data: ResourceData | None = ...
    subscription_expiration_date_time: _dt.datetime | None = ...
    subscription_id: str | None = ...
    tenant_id: str | None = ...

class ChangeNotificationCollection(Complex, frozen=True):
    """The complex type changeNotificationCollection."""
    validation_tokens: list[str] | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    value: list[ChangeNotification] | None = ...
    """user.authorization.credentials, level 5, reviewed"""

class ChangeNotificationEncryptedContent(Complex, frozen=True):
    """The complex type changeNotificationEncryptedContent."""
    data: str | None = ...
    """user.content.private, level 4, reviewed"""
    data_key: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    data_signature: str | None = ...
    encryption_certificate_id: str | None = ...
    encryption_certificate_thumbprint: str | None = ...

class ChannelIdentity(Complex, frozen=True):
    """The complex type channelIdentity."""
    channel_id: str | None = ...
    team_id: str | None = ...

class ChannelSummary(Complex, frozen=True):
    """The complex type channelSummary."""
    guests_count: int | None = ...
    has_members_from_other_tenants: bool | None = ...
    members_count: int | None = ...
    owners_count: int | None = ...

class ChatInfo(Complex, frozen=True):
    """The complex type chatInfo."""
    message_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    reply_chain_message_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    thread_id: str | None = ...
    """user.unique_id, level 1, reviewed"""

class ChatMessageAttachment(Complex, frozen=True):
    """The complex type chatMessageAttachment."""
    content: str | None = ...
    """user.content.private, level 4, reviewed"""
    content_type: str | None = ...
    content_url: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    id: str | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    teams_app_id: str | None = ...
    thumbnail_url: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""

class ChatMessageFromIdentitySet(Complex, frozen=True):
    """The complex type chatMessageFromIdentitySet."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    device: Identity | None = ...
    """user.name, level 2, reviewed"""
    user: Identity | None = ...
    """user.name, level 2, reviewed"""

class ChatMessageHistoryItem(Complex, frozen=True):
    """The complex type chatMessageHistoryItem."""
    actions: ChatMessageActions | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    modified_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    reaction: ChatMessageReaction | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class ChatMessageMention(Complex, frozen=True):
    """The complex type chatMessageMention."""
    id: int | None = ...
    mentioned: ChatMessageMentionedIdentitySet | None = ...
    """user.content.private.subject_line, level 3, reviewed"""
    mention_text: str | None = ...
    """user.name, level 2, reviewed"""

class ChatMessageMentionedIdentitySet(Complex, frozen=True):
    """The complex type chatMessageMentionedIdentitySet."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    device: Identity | None = ...
    """user.name, level 2, reviewed"""
    user: Identity | None = ...
    """user.name, level 2, reviewed"""
    conversation: TeamworkConversationIdentity | None = ...
    """user.content.private.subject_line, level 3, reviewed"""

class ChatMessagePolicyViolation(Complex, frozen=True):
    """The complex type chatMessagePolicyViolation."""
    dlp_action: ChatMessagePolicyViolationDlpActionTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    justification_text: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    policy_tip: ChatMessagePolicyViolationPolicyTip | None = ...
    """user.content.private, level 4, reviewed"""
    user_action: ChatMessagePolicyViolationUserActionTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    verdict_details: ChatMessagePolicyViolationVerdictDetailsTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class ChatMessagePolicyViolationPolicyTip(Complex, frozen=True):
    """The complex type chatMessagePolicyViolationPolicyTip."""
    compliance_url: str | None = ...
    general_text: str | None = ...
    matched_condition_descriptions: list[str] | None = ...
    """user.content.private, level 4, reviewed"""

class ChatMessageReaction(Complex, frozen=True):
    """The complex type chatMessageReaction."""
    created_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    display_name: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    reaction_content_url: str | None = ...
    reaction_type: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    user: ChatMessageReactionIdentitySet | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class ChatMessageReactionIdentitySet(Complex, frozen=True):
    """The complex type chatMessageReactionIdentitySet."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    device: Identity | None = ...
    """user.name, level 2, reviewed"""
    user: Identity | None = ...
    """user.name, level 2, reviewed"""

class ChatRestrictions(Complex, frozen=True):
    """The complex type chatRestrictions."""
    allow_text_only: bool | None = ...

class ChatViewpoint(Complex, frozen=True):
    """The complex type chatViewpoint."""
    is_hidden: bool | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    last_message_read_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class ChoiceColumn(Complex, frozen=True):
    """The complex type choiceColumn."""
    allow_text_entry: bool | None = ...
    choices: list[str] | None = ...
    display_as: str | None = ...

class CloudVideoInteropInfo(Complex, frozen=True):
    """The complex type cloudVideoInteropInfo."""
    more_info_web_url: str | None = ...
    tenant_key: str | None = ...
    video_teleconference_id: str | None = ...

class CollapseProperty(Complex, frozen=True):
    """The complex type collapseProperty."""
    fields_: list[str] | None = ...
    limit_: int | None = ...

class ColumnValidation(Complex, frozen=True):
    """The complex type columnValidation."""
    default_language: str | None = ...
    descriptions: list[DisplayNameLocalization] | None = ...
    formula: str | None = ...

class ContentApprovalStatusColumn(Complex, frozen=True):
    """The complex type contentApprovalStatusColumn."""

class ContentTypeInfo(Complex, frozen=True):
    """The complex type contentTypeInfo."""
    id: str | None = ...
    name: str | None = ...

class ContentTypeOrder(Complex, frozen=True):
    """The complex type contentTypeOrder."""
    default: bool | None = ...
    position: int | None = ...

class ConvertIdResult(Complex, frozen=True):
    """The complex type convertIdResult."""
    error_details: GenericError | None = ...
    source_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    target_id: str | None = ...
    """user.unique_id, level 1, reviewed"""

class CurrencyColumn(Complex, frozen=True):
    """The complex type currencyColumn."""
    locale: str | None = ...

class CustomSecurityAttributeValue(Complex, frozen=True):
    """The complex type customSecurityAttributeValue."""

class DateTimeColumn(Complex, frozen=True):
    """The complex type dateTimeColumn."""
    display_as: str | None = ...
    format: str | None = ...

class DateTimeTimeZone(nlconnect_graph.times.ZonedTime, frozen=True):
    """The complex type dateTimeTimeZone."""
    date_time: str | None = ...
    time_zone: str | None = ...

class DefaultColumnValue(Complex, frozen=True):
    """The complex type defaultColumnValue."""
    formula: str | None = ...
    value: str | None = ...

class Deleted(Complex, frozen=True):
    """The complex type deleted."""
    state: str | None = ...

class DeviceDetail(Complex, frozen=True):
    """The complex type deviceDetail."""
    browser: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    device_id: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    display_name: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    is_compliant: bool | None = ...
    is_managed: bool | None = ...
    operating_system: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    trust_type: str | None = ...

class DisplayNameLocalization(Complex, frozen=True):
    """The complex type displayNameLocalization."""
    display_name: str | None = ...
    language_tag: str | None = ...

class DocumentSet(Complex, frozen=True):
    """The complex type documentSet."""
    allowed_content_types: list[ContentTypeInfo] | None = ...
    default_contents: list[DocumentSetContent] | None = ...
    propagate_welcome_page_changes: bool | None = ...
    should_prefix_name_to_file: bool | None = ...
    welcome_page_url: str | None = ...
    shared_columns: Mapping[str, object] | None = ...
    welcome_page_columns: Mapping[str, object] | None = ...

class DocumentSetContent(Complex, frozen=True):
    """The complex type documentSetContent."""
    content_type: ContentTypeInfo | None = ...
    file_name: str | None = ...
    folder_name: str | None = ...

class DomainState(Complex, frozen=True):
    """The complex type domainState."""
    last_action_date_time: _dt.datetime | None = ...
    operation: str | None = ...
    status: str | None = ...

class DriveItemSource(Complex, frozen=True):
    """The complex type driveItemSource."""
    application: DriveItemSourceApplication | str | None = ...
    external_id: str | None = ...

class DriveItemUploadableProperties(Complex, frozen=True):
    """The complex type driveItemUploadableProperties."""
    description: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    drive_item_source: DriveItemSource | None = ...
    file_size: int | None = ...
    file_system_info: FileSystemInfo | None = ...
    media_source: MediaSource | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""

class DriveRecipient(Complex, frozen=True):
    """The complex type driveRecipient."""
    alias: str | None = ...
    """user.account.username, level 2, reviewed"""
    email: str | None = ...
    """user.contact.email, level 2, reviewed"""
    object_id: str | None = ...
    """user.unique_id, level 1, reviewed"""

class EmailAddress(Complex, frozen=True):
    """The complex type emailAddress."""
    address: str | None = ...
    """user.contact.email, level 2, reviewed"""
    name: str | None = ...
    """user.name, level 2, reviewed"""

class EmployeeOrgData(Complex, frozen=True):
    """The complex type employeeOrgData."""
    cost_center: str | None = ...
    """user.workplace, level 2, reviewed"""
    division: str | None = ...
    """user.workplace, level 2, reviewed"""

class EventMessageDetail(Complex, frozen=True):
    """The complex type eventMessageDetail."""

class ExternalLink(Complex, frozen=True):
    """The complex type externalLink."""
    href: str | None = ...

class File(Complex, frozen=True):
    """The complex type file."""
    hashes: Hashes | None = ...
    mime_type: str | None = ...
    processing_metadata: bool | None = ...

class FileSystemInfo(Complex, frozen=True):
    """The complex type fileSystemInfo."""
    created_date_time: _dt.datetime | None = ...
    last_accessed_date_time: _dt.datetime | None = ...
    last_modified_date_time: _dt.datetime | None = ...

class Folder(Complex, frozen=True):
    """The complex type folder."""
    child_count: int | None = ...
    view: FolderView | None = ...

class FolderView(Complex, frozen=True):
    """The complex type folderView."""
    sort_by: str | None = ...
    sort_order: str | None = ...
    view_type: str | None = ...

class FollowupFlag(Complex, frozen=True):
    """The complex type followupFlag."""
    completed_date_time: DateTimeTimeZone | None = ...
    due_date_time: DateTimeTimeZone | None = ...
    flag_status: FollowupFlagStatus | str | None = ...
    start_date_time: DateTimeTimeZone | None = ...

class FreeBusyError(Complex, frozen=True):
    """The complex type freeBusyError."""
    message: str | None = ...
    response_code: str | None = ...

class GenericError(Complex, frozen=True):
    """The complex type genericError."""
    code: str | None = ...
    message: str | None = ...

class GeoCoordinates(Complex, frozen=True):
    """The complex type geoCoordinates."""
    altitude: float | None = ...
    """user.location.precise, level 4, reviewed"""
    latitude: float | None = ...
    """user.location.precise, level 4, reviewed"""
    longitude: float | None = ...
    """user.location.precise, level 4, reviewed"""

class GeolocationColumn(Complex, frozen=True):
    """The complex type geolocationColumn."""

class Hashes(Complex, frozen=True):
    """The complex type hashes."""
    crc32_hash: str | None = ...
    quick_xor_hash: str | None = ...
    sha1_hash: str | None = ...
    sha256_hash: str | None = ...

class HyperlinkOrPictureColumn(Complex, frozen=True):
    """The complex type hyperlinkOrPictureColumn."""
    is_picture: bool | None = ...

class Identity(Complex, frozen=True):
    """The complex type identity."""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""

class IdentitySet(Complex, frozen=True):
    """The complex type identitySet."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    device: Identity | None = ...
    """user.name, level 2, reviewed"""
    user: Identity | None = ...
    """user.name, level 2, reviewed"""

class Image(Complex, frozen=True):
    """The complex type image."""
    height: int | None = ...
    width: int | None = ...

class ImplicitGrantSettings(Complex, frozen=True):
    """The complex type implicitGrantSettings."""
    enable_access_token_issuance: bool | None = ...
    enable_id_token_issuance: bool | None = ...

class InformationalUrl(Complex, frozen=True):
    """The complex type informationalUrl."""
    logo_url: str | None = ...
    marketing_url: str | None = ...
    privacy_statement_url: str | None = ...
    support_url: str | None = ...
    terms_of_service_url: str | None = ...

class InternetMessageHeader(Complex, frozen=True):
    """The complex type internetMessageHeader."""
    name: str | None = ...
    value: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class InvitedUserMessageInfo(Complex, frozen=True):
    """The complex type invitedUserMessageInfo."""
    cc_recipients: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    customized_message_body: str | None = ...
    """user.content.private, level 4, reviewed"""
    message_language: str | None = ...

class ItemBody(Complex, frozen=True):
    """The complex type itemBody."""
    content: str | None = ...
    """user.content.private, level 4, reviewed"""
    content_type: BodyType | str | None = ...

class ItemReference(Complex, frozen=True):
    """The complex type itemReference."""
    drive_id: str | None = ...
    drive_type: str | None = ...
    id: str | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    path: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    share_id: str | None = ...
    sharepoint_ids: SharepointIds | None = ...
    site_id: str | None = ...

class JoinMeetingIdSettings(Complex, frozen=True):
    """The complex type joinMeetingIdSettings."""
    is_passcode_required: bool | None = ...
    join_meeting_id: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    passcode: str | None = ...
    """user.authorization.password, level 5, reviewed"""

class KeyCredential(Complex, frozen=True):
    """The complex type keyCredential."""
    custom_key_identifier: bytes | None = ...
    display_name: str | None = ...
    end_date_time: _dt.datetime | None = ...
    key: bytes | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    key_id: str | None = ...
    start_date_time: _dt.datetime | None = ...
    type: str | None = ...
    usage: str | None = ...

class KeyValue(Complex, frozen=True):
    """The complex type keyValue."""
    key: str | None = ...
    value: str | None = ...
    """user.content.free_text, level 3, reviewed"""

class KeyValuePair(Complex, frozen=True):
    """The complex type keyValuePair."""
    name: str | None = ...
    value: str | None = ...

class LicenseAssignmentState(Complex, frozen=True):
    """The complex type licenseAssignmentState."""
    assigned_by_group: str | None = ...
    disabled_plans: list[str] | None = ...
    error: str | None = ...
    last_updated_date_time: _dt.datetime | None = ...
    sku_id: str | None = ...
    state: str | None = ...

class LicenseProcessingState(Complex, frozen=True):
    """The complex type licenseProcessingState."""
    state: str | None = ...

class LicenseUnitsDetail(Complex, frozen=True):
    """The complex type licenseUnitsDetail."""
    enabled: int | None = ...
    locked_out: int | None = ...
    suspended: int | None = ...
    warning: int | None = ...

class ListInfo(Complex, frozen=True):
    """The complex type listInfo."""
    content_types_enabled: bool | None = ...
    hidden: bool | None = ...
    template: str | None = ...

class LobbyBypassSettings(Complex, frozen=True):
    """The complex type lobbyBypassSettings."""
    is_dial_in_bypass_enabled: bool | None = ...
    scope_: LobbyBypassScope | str | None = ...

class LocaleInfo(Complex, frozen=True):
    """The complex type localeInfo."""
    display_name: str | None = ...
    """user.demographic.language, level 1, reviewed"""
    locale: str | None = ...
    """user.demographic.language, level 1, reviewed"""

class Location(Complex, frozen=True):
    """The complex type location."""
    address: PhysicalAddress | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    coordinates: OutlookGeoCoordinates | None = ...
    """user.location.precise, level 3, reviewed"""
    display_name: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    location_email_address: str | None = ...
    """user.contact.email, level 2, reviewed"""
    location_type: LocationType | str | None = ...
    location_uri: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    unique_id: str | None = ...
    unique_id_type: LocationUniqueIdType | str | None = ...

class LocationConstraint(Complex, frozen=True):
    """The complex type locationConstraint."""
    is_required: bool | None = ...
    locations: list[LocationConstraintItem] | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    suggest_location: bool | None = ...

class LocationConstraintItem(Complex, frozen=True):
    """The complex type locationConstraintItem."""
    address: PhysicalAddress | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    coordinates: OutlookGeoCoordinates | None = ...
    """user.location.precise, level 3, reviewed"""
    display_name: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    location_email_address: str | None = ...
    """user.contact.email, level 2, reviewed"""
    location_type: LocationType | str | None = ...
    location_uri: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    unique_id: str | None = ...
    unique_id_type: LocationUniqueIdType | str | None = ...
    resolve_availability: bool | None = ...

class LookupColumn(Complex, frozen=True):
    """The complex type lookupColumn."""
    allow_multiple_values: bool | None = ...
    allow_unlimited_length: bool | None = ...
    column_name: str | None = ...
    list_id: str | None = ...
    primary_lookup_column_id: str | None = ...

class MailboxSettings(Complex, frozen=True):
    """The complex type mailboxSettings."""
    archive_folder: str | None = ...
    automatic_replies_setting: AutomaticRepliesSetting | None = ...
    """user.content.private, level 4, reviewed"""
    date_format: str | None = ...
    delegate_meeting_message_delivery_options: DelegateMeetingMessageDeliveryOptions | str | None = ...
    language: LocaleInfo | None = ...
    """user.demographic.language, level 1, reviewed"""
    time_format: str | None = ...
    time_zone: str | None = ...
    user_purpose: UserPurpose | str | None = ...
    working_hours: WorkingHours | None = ...
    """user.workplace.hours, level 2, reviewed"""

class Malware(Complex, frozen=True):
    """The complex type malware."""
    description: str | None = ...

class MediaSource(Complex, frozen=True):
    """The complex type mediaSource."""
    content_category: MediaSourceContentCategory | str | None = ...

class MeetingParticipantInfo(Complex, frozen=True):
    """The complex type meetingParticipantInfo."""
    identity: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    role: OnlineMeetingRole | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    upn: str | None = ...
    """user.account.username, level 2, reviewed"""

class MeetingParticipants(Complex, frozen=True):
    """The complex type meetingParticipants."""
    attendees: list[MeetingParticipantInfo] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    organizer: MeetingParticipantInfo | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class MeetingTimeSuggestion(Complex, frozen=True):
    """The complex type meetingTimeSuggestion."""
    attendee_availability: list[AttendeeAvailability] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    confidence: float | None = ...
    locations: list[Location] | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    meeting_time_slot: TimeSlot | None = ...
    order: int | None = ...
    organizer_availability: FreeBusyStatus | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    suggestion_reason: str | None = ...

class MeetingTimeSuggestionsResult(Complex, frozen=True):
    """The complex type meetingTimeSuggestionsResult."""
    empty_suggestions_reason: str | None = ...
    meeting_time_suggestions: list[MeetingTimeSuggestion] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class MessageRuleActions(Complex, frozen=True):
    """The complex type messageRuleActions."""
    assign_categories: list[str] | None = ...
    copy_to_folder: str | None = ...
    delete: bool | None = ...
    forward_as_attachment_to: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    forward_to: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    mark_as_read: bool | None = ...
    mark_importance: Importance | str | None = ...
    move_to_folder: str | None = ...
    permanent_delete: bool | None = ...
    redirect_to: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    stop_processing_rules: bool | None = ...

class MessageRulePredicates(Complex, frozen=True):
    """The complex type messageRulePredicates."""
    body_contains: list[str] | None = ...
    """user.content.free_text, level 3, reviewed"""
    body_or_subject_contains: list[str] | None = ...
    """user.content.free_text, level 3, reviewed"""
    categories: list[str] | None = ...
    from_addresses: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    has_attachments: bool | None = ...
    header_contains: list[str] | None = ...
    """user.content.free_text, level 3, reviewed"""
    importance: Importance | str | None = ...
    is_approval_request: bool | None = ...
    is_automatic_forward: bool | None = ...
    is_automatic_reply: bool | None = ...
    is_encrypted: bool | None = ...
    is_meeting_request: bool | None = ...
    is_meeting_response: bool | None = ...
    is_non_delivery_report: bool | None = ...
    is_permission_controlled: bool | None = ...
    is_read_receipt: bool | None = ...
    is_signed: bool | None = ...
    is_voicemail: bool | None = ...
    message_action_flag: MessageActionFlag | str | None = ...
    not_sent_to_me: bool | None = ...
    recipient_contains: list[str] | None = ...
    """user.contact.email, level 2, reviewed"""
    sender_contains: list[str] | None = ...
    """user.contact.email, level 2, reviewed"""
    sensitivity: Sensitivity | str | None = ...
    sent_cc_me: bool | None = ...
    sent_only_to_me: bool | None = ...
    sent_to_addresses: list[Recipient] | None = ...
    """user.contact.email, level 2, reviewed"""
    sent_to_me: bool | None = ...
    sent_to_or_cc_me: bool | None = ...
    subject_contains: list[str] | None = ...
    """user.content.free_text, level 3, reviewed"""
    within_size_range: SizeRange | None = ...

class MetaDataKeyStringPair(Complex, frozen=True):
    """The complex type metaDataKeyStringPair."""
    key: str | None = ...
    value: str | None = ...
    """user.content.free_text, level 3, reviewed"""

class ModifiedProperty(Complex, frozen=True):
    """The complex type modifiedProperty."""
    display_name: str | None = ...
    new_value: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    old_value: str | None = ...
    """user.content.free_text, level 4, reviewed"""

class NotebookLinks(Complex, frozen=True):
    """The complex type notebookLinks."""
    one_note_client_url: ExternalLink | None = ...
    one_note_web_url: ExternalLink | None = ...

class NumberColumn(Complex, frozen=True):
    """The complex type numberColumn."""
    decimal_places: str | None = ...
    display_as: str | None = ...
    maximum: float | None = ...
    minimum: float | None = ...

class ObjectIdentity(Complex, frozen=True):
    """The complex type objectIdentity."""
    issuer: str | None = ...
    issuer_assigned_id: str | None = ...
    """user.account.username, level 2, reviewed"""
    sign_in_type: str | None = ...

class OnPremisesExtensionAttributes(Complex, frozen=True):
    """The complex type onPremisesExtensionAttributes."""
    extension_attribute1: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute10: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute11: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute12: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute13: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute14: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute15: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute2: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute3: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute4: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute5: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute6: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute7: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute8: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    extension_attribute9: str | None = ...
    """user.content.free_text, level 4, reviewed"""

class OnPremisesProvisioningError(Complex, frozen=True):
    """The complex type onPremisesProvisioningError."""
    category: str | None = ...
    occurred_date_time: _dt.datetime | None = ...
    property_causing_error: str | None = ...
    value: str | None = ...
    """user.contact.email, level 2, reviewed"""

class OnenotePatchContentCommand(Complex, frozen=True):
    """The complex type onenotePatchContentCommand."""
    action: OnenotePatchActionType | str | None = ...
    content: str | None = ...
    """user.content.private, level 4, reviewed"""
    position: OnenotePatchInsertPosition | str | None = ...
    target: str | None = ...

class OnlineMeetingInfo(Complex, frozen=True):
    """The complex type onlineMeetingInfo."""
    conference_id: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    join_url: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    phones: list[Phone] | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    quick_dial: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    toll_free_numbers: list[str] | None = ...
    toll_number: str | None = ...

class OnlineMeetingSensitivityLabelAssignment(Complex, frozen=True):
    """The complex type onlineMeetingSensitivityLabelAssignment."""
    sensitivity_label_id: str | None = ...

class OperationError(Complex, frozen=True):
    """The complex type operationError."""
    code: str | None = ...
    message: str | None = ...

class OptionalClaim(Complex, frozen=True):
    """The complex type optionalClaim."""
    additional_properties: list[str] | None = ...
    essential: bool | None = ...
    name: str | None = ...
    source: str | None = ...

class OptionalClaims(Complex, frozen=True):
    """The complex type optionalClaims."""
    access_token: list[OptionalClaim] | None = ...
    id_token: list[OptionalClaim] | None = ...
    saml2_token: list[OptionalClaim] | None = ...

class OutOfOfficeSettings(Complex, frozen=True):
    """The complex type outOfOfficeSettings."""
    is_out_of_office: bool | None = ...
    """user.workplace.leave, level 3, reviewed"""
    message: str | None = ...
    """user.content.private, level 4, reviewed"""

class OutlookGeoCoordinates(Complex, frozen=True):
    """The complex type outlookGeoCoordinates."""
    accuracy: float | None = ...
    altitude: float | None = ...
    """user.location.precise, level 3, reviewed"""
    altitude_accuracy: float | None = ...
    latitude: float | None = ...
    """user.location.precise, level 3, reviewed"""
    longitude: float | None = ...
    """user.location.precise, level 3, reviewed"""

class Package(Complex, frozen=True):
    """The complex type package."""
    type: str | None = ...

class PageLinks(Complex, frozen=True):
    """The complex type pageLinks."""
    one_note_client_url: ExternalLink | None = ...
    one_note_web_url: ExternalLink | None = ...

class ParentalControlSettings(Complex, frozen=True):
    """The complex type parentalControlSettings."""
    countries_blocked_for_minors: list[str] | None = ...
    legal_age_group_rule: str | None = ...

class PasswordCredential(Complex, frozen=True):
    """The complex type passwordCredential."""
    custom_key_identifier: bytes | None = ...
    display_name: str | None = ...
    end_date_time: _dt.datetime | None = ...
    hint: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    key_id: str | None = ...
    secret_text: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    start_date_time: _dt.datetime | None = ...

class PasswordProfile(Complex, frozen=True):
    """The complex type passwordProfile."""
    force_change_password_next_sign_in: bool | None = ...
    force_change_password_next_sign_in_with_mfa: bool | None = ...
    password: str | None = ...
    """user.authorization.password, level 5, reviewed"""

class PatternedRecurrence(Complex, frozen=True):
    """The complex type patternedRecurrence."""
    pattern: RecurrencePattern | None = ...
    range: RecurrenceRange | None = ...

class PendingContentUpdate(Complex, frozen=True):
    """The complex type pendingContentUpdate."""
    queued_date_time: _dt.datetime | None = ...

class PendingOperations(Complex, frozen=True):
    """The complex type pendingOperations."""
    pending_content_update: PendingContentUpdate | None = ...

class PermissionScope(Complex, frozen=True):
    """The complex type permissionScope."""
    admin_consent_description: str | None = ...
    admin_consent_display_name: str | None = ...
    id: str | None = ...
    is_enabled: bool | None = ...
    origin: str | None = ...
    type: str | None = ...
    user_consent_description: str | None = ...
    user_consent_display_name: str | None = ...
    value: str | None = ...

class PersonOrGroupColumn(Complex, frozen=True):
    """The complex type personOrGroupColumn."""
    allow_multiple_selection: bool | None = ...
    choose_from_type: str | None = ...
    display_as: str | None = ...

class PersonType(Complex, frozen=True):
    """The complex type personType."""
    class_: str | None = ...
    subclass: str | None = ...

class Phone(Complex, frozen=True):
    """The complex type phone."""
    language: str | None = ...
    number: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    region: str | None = ...
    type: PhoneType | str | None = ...

class Photo(Complex, frozen=True):
    """The complex type photo."""
    camera_make: str | None = ...
    camera_model: str | None = ...
    exposure_denominator: float | None = ...
    exposure_numerator: float | None = ...
    f_number: float | None = ...
    focal_length: float | None = ...
    iso: int | None = ...
    orientation: int | None = ...
    taken_date_time: _dt.datetime | None = ...

class PhysicalAddress(Complex, frozen=True):
    """The complex type physicalAddress."""
    city: str | None = ...
    """user.contact.address.city, level 1, reviewed"""
    country_or_region: str | None = ...
    """user.contact.address.country, level 1, reviewed"""
    postal_code: str | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    state: str | None = ...
    """user.contact.address.state, level 1, reviewed"""
    street: str | None = ...
    """user.contact.address.street, level 3, reviewed"""

class PhysicalOfficeAddress(Complex, frozen=True):
    """The complex type physicalOfficeAddress."""
    city: str | None = ...
    """user.contact.address.city, level 1, reviewed"""
    country_or_region: str | None = ...
    """user.contact.address.country, level 1, reviewed"""
    office_location: str | None = ...
    """user.workplace, level 2, reviewed"""
    postal_code: str | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    state: str | None = ...
    """user.contact.address.state, level 1, reviewed"""
    street: str | None = ...
    """user.contact.address.street, level 3, reviewed"""

class PlannerAppliedCategories(Complex, frozen=True):
    """The complex type plannerAppliedCategories."""

class PlannerAssignments(Complex, frozen=True):
    """The complex type plannerAssignments."""

class PlannerCategoryDescriptions(Complex, frozen=True):
    """The complex type plannerCategoryDescriptions."""
    category1: str | None = ...
    category10: str | None = ...
    category11: str | None = ...
    category12: str | None = ...
    category13: str | None = ...
    category14: str | None = ...
    category15: str | None = ...
    category16: str | None = ...
    category17: str | None = ...
    category18: str | None = ...
    category19: str | None = ...
    category2: str | None = ...
    category20: str | None = ...
    category21: str | None = ...
    category22: str | None = ...
    category23: str | None = ...
    category24: str | None = ...
    category25: str | None = ...
    category3: str | None = ...
    category4: str | None = ...
    category5: str | None = ...
    category6: str | None = ...
    category7: str | None = ...
    category8: str | None = ...
    category9: str | None = ...

class PlannerChecklistItems(Complex, frozen=True):
    """The complex type plannerChecklistItems."""

class PlannerExternalReferences(Complex, frozen=True):
    """The complex type plannerExternalReferences."""

class PlannerPlanContainer(Complex, frozen=True):
    """The complex type plannerPlanContainer."""
    container_id: str | None = ...
    type: PlannerContainerType | str | None = ...
    url: str | None = ...

class PlannerUserIds(Complex, frozen=True):
    """The complex type plannerUserIds."""

class PreAuthorizedApplication(Complex, frozen=True):
    """The complex type preAuthorizedApplication."""
    app_id: str | None = ...
    delegated_permission_ids: list[str] | None = ...

class PresenceStatusMessage(Complex, frozen=True):
    """The complex type presenceStatusMessage."""
    expiry_date_time: DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    message: ItemBody | None = ...
    """user.content.private, level 4, reviewed"""
    published_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class PrivacyProfile(Complex, frozen=True):
    """The complex type privacyProfile."""
    contact_email: str | None = ...
    """user.contact.email, level 2, reviewed"""
    statement_url: str | None = ...

class ProvisionedPlan(Complex, frozen=True):
    """The complex type provisionedPlan."""
    capability_status: str | None = ...
    provisioning_status: str | None = ...
    service: str | None = ...

class PublicClientApplication(Complex, frozen=True):
    """The complex type publicClientApplication."""
    redirect_uris: list[str] | None = ...

class PublicError(Complex, frozen=True):
    """The complex type publicError."""
    code: str | None = ...
    details: list[PublicErrorDetail] | None = ...
    inner_error: PublicInnerError | None = ...
    message: str | None = ...
    target: str | None = ...

class PublicErrorDetail(Complex, frozen=True):
    """The complex type publicErrorDetail."""
    code: str | None = ...
    message: str | None = ...
    target: str | None = ...

class PublicInnerError(Complex, frozen=True):
    """The complex type publicInnerError."""
    code: str | None = ...
    details: list[PublicErrorDetail] | None = ...
    message: str | None = ...
    target: str | None = ...

class PublicationFacet(Complex, frozen=True):
    """The complex type publicationFacet."""
    checked_out_by: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    level: str | None = ...
    version_id: str | None = ...

class Quota(Complex, frozen=True):
    """The complex type quota."""
    deleted: int | None = ...
    remaining: int | None = ...
    state: str | None = ...
    storage_plan_information: StoragePlanInformation | None = ...
    total: int | None = ...
    used: int | None = ...

class ReactionsFacet(Complex, frozen=True):
    """The complex type reactionsFacet."""
    comment_count: int | None = ...
    like_count: int | None = ...
    share_count: int | None = ...

class Recipient(Complex, frozen=True):
    """The complex type recipient."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, reviewed"""

class RecurrencePattern(Complex, frozen=True):
    """The complex type recurrencePattern."""
    day_of_month: int | None = ...
    days_of_week: list[DayOfWeek | str] | None = ...
    first_day_of_week: DayOfWeek | str | None = ...
    index: WeekIndex | str | None = ...
    interval: int | None = ...
    month: int | None = ...
    type: RecurrencePatternType | str | None = ...

class RecurrenceRange(Complex, frozen=True):
    """The complex type recurrenceRange."""
    end_date: _dt.date | None = ...
    number_of_occurrences: int | None = ...
    recurrence_time_zone: str | None = ...
    start_date: _dt.date | None = ...
    type: RecurrenceRangeType | str | None = ...

class RedirectUriSettings(Complex, frozen=True):
    """The complex type redirectUriSettings."""
    index: int | None = ...
    uri: str | None = ...

class RemoteItem(Complex, frozen=True):
    """The complex type remoteItem."""
    created_by: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    created_date_time: _dt.datetime | None = ...
    file: File | None = ...
    file_system_info: FileSystemInfo | None = ...
    folder: Folder | None = ...
    id: str | None = ...
    image: Image | None = ...
    last_modified_by: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    last_modified_date_time: _dt.datetime | None = ...
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    package: Package | None = ...
    parent_reference: ItemReference | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    shared: Shared | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    sharepoint_ids: SharepointIds | None = ...
    size: int | None = ...
    special_folder: SpecialFolder | None = ...
    video: Video | None = ...
    web_dav_url: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    web_url: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""

class RequestSignatureVerification(Complex, frozen=True):
    """The complex type requestSignatureVerification."""
    allowed_weak_algorithms: WeakAlgorithms | str | None = ...
    is_signed_request_required: bool | None = ...

class RequiredResourceAccess(Complex, frozen=True):
    """The complex type requiredResourceAccess."""
    resource_access: list[ResourceAccess] | None = ...
    resource_app_id: str | None = ...

class ResourceAccess(Complex, frozen=True):
    """The complex type resourceAccess."""
    id: str | None = ...
    type: str | None = ...

class ResourceData(Complex, frozen=True):
    """The complex type resourceData."""

class ResourceSpecificPermission(Complex, frozen=True):
    """The complex type resourceSpecificPermission."""
    description: str | None = ...
    display_name: str | None = ...
    id: str | None = ...
    is_enabled: bool | None = ...
    value: str | None = ...

class ResponseStatus(Complex, frozen=True):
    """The complex type responseStatus."""
    response: ResponseType | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class ResultTemplateDictionary(Complex, frozen=True):
    """The complex type resultTemplateDictionary."""

class ResultTemplateOption(Complex, frozen=True):
    """The complex type resultTemplateOption."""
    enable_result_template: bool | None = ...

class Root(Complex, frozen=True):
    """The complex type root."""

class SamlSingleSignOnSettings(Complex, frozen=True):
    """The complex type samlSingleSignOnSettings."""
    relay_state: str | None = ...

class ScheduleInformation(Complex, frozen=True):
    """The complex type scheduleInformation."""
    availability_view: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    error: FreeBusyError | None = ...
    schedule_id: str | None = ...
    """user.contact.email, level 2, reviewed"""
    schedule_items: list[ScheduleItem] | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    working_hours: WorkingHours | None = ...
    """user.workplace.hours, level 2, reviewed"""

class ScheduleItem(Complex, frozen=True):
    """The complex type scheduleItem."""
    end: DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    is_private: bool | None = ...
    location: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    start: DateTimeTimeZone | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    status: FreeBusyStatus | str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, reviewed"""

class ScoredEmailAddress(Complex, frozen=True):
    """The complex type scoredEmailAddress."""
    address: str | None = ...
    """user.contact.email, level 2, reviewed"""
    item_id: str | None = ...
    relevance_score: float | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    selection_likelihood: SelectionLikelihoodInfo | str | None = ...

class SearchAggregation(Complex, frozen=True):
    """The complex type searchAggregation."""
    buckets: list[SearchBucket] | None = ...
    """user.content.free_text, level 3, reviewed"""
    field: str | None = ...

class SearchAlteration(Complex, frozen=True):
    """The complex type searchAlteration."""
    altered_highlighted_query_string: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    altered_query_string: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    altered_query_tokens: list[AlteredQueryToken] | None = ...
    """user.content.free_text, level 3, reviewed"""

class SearchAlterationOptions(Complex, frozen=True):
    """The complex type searchAlterationOptions."""
    enable_modification: bool | None = ...
    enable_suggestion: bool | None = ...

class SearchBucket(Complex, frozen=True):
    """The complex type searchBucket."""
    aggregation_filter_token: str | None = ...
    count: int | None = ...
    key: str | None = ...
    """user.content.free_text, level 3, reviewed"""

class SearchHit(Complex, frozen=True):
    """The complex type searchHit."""
    content_source: str | None = ...
    hit_id: str | None = ...
    is_collapsed: bool | None = ...
    rank: int | None = ...
    result_template_id: str | None = ...
    summary: str | None = ...
    """user.content.private, level 4, reviewed"""
    resource: Mapping[str, object] | None = ...
    """user.content.free_text, level 4, proposed"""

class SearchHitsContainer(Complex, frozen=True):
    """The complex type searchHitsContainer."""
    aggregations: list[SearchAggregation] | None = ...
    """user.content.free_text, level 3, reviewed"""
    hits: list[SearchHit] | None = ...
    """user.content.private, level 4, reviewed"""
    more_results_available: bool | None = ...
    total: int | None = ...

class SearchQuery(Complex, frozen=True):
    """The complex type searchQuery."""
    query_string: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    query_template: str | None = ...

class SearchRequest(Complex, frozen=True):
    """The complex type searchRequest."""
    aggregation_filters: list[str] | None = ...
    aggregations: list[AggregationOption] | None = ...
    collapse_properties: list[CollapseProperty] | None = ...
    content_sources: list[str] | None = ...
    enable_top_results: bool | None = ...
    entity_types: list[EntityType | str] | None = ...
    fields_: list[str] | None = ...
    from_: int | None = ...
    query: SearchQuery | None = ...
    """user.content.free_text, level 3, reviewed"""
    query_alteration_options: SearchAlterationOptions | None = ...
    region: str | None = ...
    result_template_options: ResultTemplateOption | None = ...
    share_point_one_drive_options: SharePointOneDriveOptions | None = ...
    size: int | None = ...
    sort_properties: list[SortProperty] | None = ...

class SearchResponse(Complex, frozen=True):
    """The complex type searchResponse."""
    hits_containers: list[SearchHitsContainer] | None = ...
    """user.content.private, level 4, reviewed"""
    query_alteration_response: AlterationResponse | None = ...
    """user.content.free_text, level 3, reviewed"""
    result_templates: ResultTemplateDictionary | None = ...
    search_terms: list[str] | None = ...
    """user.content.free_text, level 3, reviewed"""

class SearchResult(Complex, frozen=True):
    """The complex type searchResult."""
    on_click_telemetry_url: str | None = ...

class SectionLinks(Complex, frozen=True):
    """The complex type sectionLinks."""
    one_note_client_url: ExternalLink | None = ...
    one_note_web_url: ExternalLink | None = ...

class ServerProcessedContent(Complex, frozen=True):
    """The complex type serverProcessedContent."""
    html_strings: list[MetaDataKeyStringPair] | None = ...
    """user.content.free_text, level 3, reviewed"""
    image_sources: list[MetaDataKeyStringPair] | None = ...
    """user.content.free_text, level 3, reviewed"""
    links: list[MetaDataKeyStringPair] | None = ...
    """user.content.free_text, level 3, reviewed"""
    searchable_plain_texts: list[MetaDataKeyStringPair] | None = ...
    """user.content.free_text, level 3, reviewed"""

class ServiceHealthIssuePost(Complex, frozen=True):
    """The complex type serviceHealthIssuePost."""
    created_date_time: _dt.datetime | None = ...
    description: ItemBody | None = ...
    post_type: PostType | str | None = ...

class ServicePlanInfo(Complex, frozen=True):
    """The complex type servicePlanInfo."""
    applies_to: str | None = ...
    provisioning_status: str | None = ...
    service_plan_id: str | None = ...
    service_plan_name: str | None = ...

class ServicePrincipalLockConfiguration(Complex, frozen=True):
    """The complex type servicePrincipalLockConfiguration."""
    all_properties: bool | None = ...
    credentials_with_usage_sign: bool | None = ...
    credentials_with_usage_verify: bool | None = ...
    is_enabled: bool | None = ...
    token_encryption_key_id: bool | None = ...

class ServiceProvisioningError(Complex, frozen=True):
    """The complex type serviceProvisioningError."""
    created_date_time: _dt.datetime | None = ...
    is_resolved: bool | None = ...
    service_instance: str | None = ...

class ServiceUpdateMessageViewpoint(Complex, frozen=True):
    """The complex type serviceUpdateMessageViewpoint."""
    is_archived: bool | None = ...
    is_favorited: bool | None = ...
    is_read: bool | None = ...

class SharePointGroupIdentity(Complex, frozen=True):
    """The complex type sharePointGroupIdentity."""
    display_name: str | None = ...
    id: str | None = ...
    principal_id: str | None = ...
    title: str | None = ...

class SharePointIdentity(Complex, frozen=True):
    """The complex type sharePointIdentity."""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    login_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class SharePointIdentitySet(Complex, frozen=True):
    """The complex type sharePointIdentitySet."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    device: Identity | None = ...
    """user.name, level 2, reviewed"""
    user: Identity | None = ...
    """user.name, level 2, reviewed"""
    group: Identity | None = ...
    """user.name, level 2, reviewed"""
    share_point_group: SharePointGroupIdentity | None = ...
    site_group: SharePointIdentity | None = ...
    """user.name, level 2, reviewed"""
    site_user: SharePointIdentity | None = ...
    """user.name, level 2, reviewed"""

class SharePointOneDriveOptions(Complex, frozen=True):
    """The complex type sharePointOneDriveOptions."""
    include_content: SearchContent | str | None = ...

class Shared(Complex, frozen=True):
    """The complex type shared."""
    owner: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    scope_: str | None = ...
    shared_by: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    shared_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""

class SharepointIds(Complex, frozen=True):
    """The complex type sharepointIds."""
    list_id: str | None = ...
    list_item_id: str | None = ...
    list_item_unique_id: str | None = ...
    site_id: str | None = ...
    site_url: str | None = ...
    tenant_id: str | None = ...
    web_id: str | None = ...

class SharingInvitation(Complex, frozen=True):
    """The complex type sharingInvitation."""
    email: str | None = ...
    """user.contact.email, level 2, reviewed"""
    invited_by: IdentitySet | None = ...
    """user.name, level 2, reviewed"""
    redeemed_by: str | None = ...
    """user.account.username, level 2, reviewed"""
    sign_in_required: bool | None = ...

class SharingLink(Complex, frozen=True):
    """The complex type sharingLink."""
    application: Identity | None = ...
    """user.name, level 2, reviewed"""
    prevents_download: bool | None = ...
    scope_: str | None = ...
    type: str | None = ...
    web_html: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""
    web_url: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""

class ShiftActivity(Complex, frozen=True):
    """The complex type shiftActivity."""
    code: str | None = ...
    """user.workplace.hours, level 2, reviewed"""
    display_name: str | None = ...
    """user.workplace.leave, level 4, reviewed"""
    end_date_time: _dt.datetime | None = ...
    """user.workplace.hours, level 2, reviewed"""
    is_paid: bool | None = ...
    """user.workplace.hours, level 2, reviewed"""
    start_date_time: _dt.datetime | None = ...
    """user.workplace.hours, level 2, reviewed"""
    theme: ScheduleEntityTheme | str | None = ...

class ShiftItem(Complex, frozen=True):
    """The complex type shiftItem."""
    end_date_time: _dt.datetime | None = ...
    """user.workplace.hours, level 2, reviewed"""
    start_date_time: _dt.datetime | None = ...
    """user.workplace.hours, level 2, reviewed"""
    theme: ScheduleEntityTheme | str | None = ...
    activities: list[ShiftActivity] | None = ...
    """user.workplace.leave, level 4, reviewed"""
    display_name: str | None = ...
    """user.workplace.leave, level 4, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""

class SignInActivity(Complex, frozen=True):
    """The complex type signInActivity."""
    last_non_interactive_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    last_non_interactive_sign_in_request_id: str | None = ...
    last_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    last_sign_in_request_id: str | None = ...
    last_successful_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    last_successful_sign_in_request_id: str | None = ...

class SignInLocation(Complex, frozen=True):
    """The complex type signInLocation."""
    city: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    country_or_region: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    geo_coordinates: GeoCoordinates | None = ...
    """user.location.precise, level 4, reviewed"""
    state: str | None = ...
    """user.location.imprecise, level 2, reviewed"""

class SignInStatus(Complex, frozen=True):
    """The complex type signInStatus."""
    additional_details: str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    error_code: int | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    failure_reason: str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""

class SiteArchivalDetails(Complex, frozen=True):
    """The complex type siteArchivalDetails."""
    archive_status: SiteArchiveStatus | str | None = ...

class SiteCollection(Complex, frozen=True):
    """The complex type siteCollection."""
    archival_details: SiteArchivalDetails | None = ...
    data_location_code: str | None = ...
    hostname: str | None = ...
    root: Root | None = ...

class SizeRange(Complex, frozen=True):
    """The complex type sizeRange."""
    maximum_size: int | None = ...
    minimum_size: int | None = ...

class SortProperty(Complex, frozen=True):
    """The complex type sortProperty."""
    is_descending: bool | None = ...
    name: str | None = ...

class SpaApplication(Complex, frozen=True):
    """The complex type spaApplication."""
    redirect_uris: list[str] | None = ...

class SpecialFolder(Complex, frozen=True):
    """The complex type specialFolder."""
    name: str | None = ...

class StoragePlanInformation(Complex, frozen=True):
    """The complex type storagePlanInformation."""
    upgrade_available: bool | None = ...

class SystemFacet(Complex, frozen=True):
    """The complex type systemFacet."""

class TargetResource(Complex, frozen=True):
    """The complex type targetResource."""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    group_type: GroupType | str | None = ...
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modified_properties: list[ModifiedProperty] | None = ...
    """user.content.free_text, level 4, reviewed"""
    type: str | None = ...
    user_principal_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class TeamFunSettings(Complex, frozen=True):
    """The complex type teamFunSettings."""
    allow_custom_memes: bool | None = ...
    allow_giphy: bool | None = ...
    allow_stickers_and_memes: bool | None = ...
    giphy_content_rating: GiphyRatingType | str | None = ...

class TeamGuestSettings(Complex, frozen=True):
    """The complex type teamGuestSettings."""
    allow_create_update_channels: bool | None = ...
    allow_delete_channels: bool | None = ...

class TeamMemberSettings(Complex, frozen=True):
    """The complex type teamMemberSettings."""
    allow_add_remove_apps: bool | None = ...
    allow_create_private_channels: bool | None = ...
    allow_create_update_channels: bool | None = ...
    allow_create_update_remove_connectors: bool | None = ...
    allow_create_update_remove_tabs: bool | None = ...
    allow_delete_channels: bool | None = ...

class TeamMessagingSettings(Complex, frozen=True):
    """The complex type teamMessagingSettings."""
    allow_channel_mentions: bool | None = ...
    allow_owner_delete_messages: bool | None = ...
    allow_team_mentions: bool | None = ...
    allow_user_delete_messages: bool | None = ...
    allow_user_edit_messages: bool | None = ...

class TeamSummary(Complex, frozen=True):
    """The complex type teamSummary."""
    guests_count: int | None = ...
    members_count: int | None = ...
    owners_count: int | None = ...

class TeamworkActivityTopic(Complex, frozen=True):
    """The complex type teamworkActivityTopic."""
    source: TeamworkActivityTopicSource | str | None = ...
    value: str | None = ...
    web_url: str | None = ...

class TeamworkConversationIdentity(Complex, frozen=True):
    """The complex type teamworkConversationIdentity."""
    display_name: str | None = ...
    """user.content.private.subject_line, level 3, reviewed"""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    conversation_identity_type: TeamworkConversationIdentityType | str | None = ...

class TeamworkNotificationRecipient(Complex, frozen=True):
    """The complex type teamworkNotificationRecipient."""

class TeamworkOnlineMeetingInfo(Complex, frozen=True):
    """The complex type teamworkOnlineMeetingInfo."""
    calendar_event_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    join_web_url: str | None = ...
    """user.behavior.communication_metadata, level 3, reviewed"""
    organizer: TeamworkUserIdentity | None = ...
    """user.name, level 2, reviewed"""

class TeamworkUserIdentity(Complex, frozen=True):
    """The complex type teamworkUserIdentity."""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    user_identity_type: TeamworkUserIdentityType | str | None = ...

class TermColumn(Complex, frozen=True):
    """The complex type termColumn."""
    allow_multiple_values: bool | None = ...
    show_fully_qualified_name: bool | None = ...
    parent_term: Mapping[str, object] | None = ...
    term_set: Mapping[str, object] | None = ...

class TextColumn(Complex, frozen=True):
    """The complex type textColumn."""
    allow_multiple_lines: bool | None = ...
    append_changes_to_existing_text: bool | None = ...
    lines_for_editing: int | None = ...
    max_length: int | None = ...
    text_type: str | None = ...

class Thumbnail(Complex, frozen=True):
    """The complex type thumbnail."""
    content: Mapping[str, object] | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    height: int | None = ...
    source_item_id: str | None = ...
    url: str | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    width: int | None = ...

class ThumbnailColumn(Complex, frozen=True):
    """The complex type thumbnailColumn."""

class TimeConstraint(Complex, frozen=True):
    """The complex type timeConstraint."""
    activity_domain: ActivityDomain | str | None = ...
    time_slots: list[TimeSlot] | None = ...

class TimeSlot(Complex, frozen=True):
    """The complex type timeSlot."""
    end: DateTimeTimeZone | None = ...
    start: DateTimeTimeZone | None = ...

class TimeZoneBase(Complex, frozen=True):
    """The complex type timeZoneBase."""
    name: str | None = ...

class TitleArea(Complex, frozen=True):
    """The complex type titleArea."""
    alternative_text: str | None = ...
    enable_gradient_effect: bool | None = ...
    image_web_url: str | None = ...
    layout: TitleAreaLayoutType | str | None = ...
    server_processed_content: ServerProcessedContent | None = ...
    """user.content.free_text, level 3, reviewed"""
    show_author: bool | None = ...
    show_published_date: bool | None = ...
    show_text_block_above_title: bool | None = ...
    text_above_title: str | None = ...
    text_alignment: TitleAreaTextAlignmentType | str | None = ...

class UploadSession(Complex, frozen=True):
    """The complex type uploadSession."""
    expiration_date_time: _dt.datetime | None = ...
    next_expected_ranges: list[str] | None = ...
    upload_url: str | None = ...
    """user.authorization.credentials, level 5, reviewed"""

class UserIdentity(Complex, frozen=True):
    """The complex type userIdentity."""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    ip_address: str | None = ...
    """user.device.ip_address, level 2, reviewed"""
    user_principal_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class UserPrint(Complex, frozen=True):
    """The complex type userPrint."""
    recent_printer_shares: Mapping[str, object] | None = ...

class UserWorkLocation(Complex, frozen=True):
    """The complex type userWorkLocation."""
    place_id: str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    source: WorkLocationSource | str | None = ...
    """user.location.imprecise, level 2, reviewed"""
    work_location_type: WorkLocationType | str | None = ...
    """user.location.imprecise, level 2, reviewed"""

class VerifiedDomain(Complex, frozen=True):
    """The complex type verifiedDomain."""
    capabilities: str | None = ...
    is_default: bool | None = ...
    is_initial: bool | None = ...
    name: str | None = ...
    type: str | None = ...

class VerifiedPublisher(Complex, frozen=True):
    """The complex type verifiedPublisher."""
    added_date_time: _dt.datetime | None = ...
    display_name: str | None = ...
    verified_publisher_id: str | None = ...

class Video(Complex, frozen=True):
    """The complex type video."""
    audio_bits_per_sample: int | None = ...
    audio_channels: int | None = ...
    audio_format: str | None = ...
    audio_samples_per_second: int | None = ...
    bitrate: int | None = ...
    duration: int | None = ...
    four_cc: str | None = ...
    frame_rate: float | None = ...
    height: int | None = ...
    width: int | None = ...

class WatermarkProtectionValues(Complex, frozen=True):
    """The complex type watermarkProtectionValues."""
    is_enabled_for_content_sharing: bool | None = ...
    is_enabled_for_video: bool | None = ...

class WebApplication(Complex, frozen=True):
    """The complex type webApplication."""
    home_page_url: str | None = ...
    implicit_grant_settings: ImplicitGrantSettings | None = ...
    logout_url: str | None = ...
    redirect_uris: list[str] | None = ...
    redirect_uri_settings: list[RedirectUriSettings] | None = ...

class Website(Complex, frozen=True):
    """The complex type website."""
    address: str | None = ...
    """user.contact.url, level 1, reviewed"""
    display_name: str | None = ...
    type: WebsiteType | str | None = ...

class WorkingHours(Complex, frozen=True):
    """The complex type workingHours."""
    days_of_week: list[DayOfWeek | str] | None = ...
    """user.workplace.hours, level 2, reviewed"""
    end_time: str | None = ...
    """user.workplace.hours, level 2, reviewed"""
    start_time: str | None = ...
    """user.workplace.hours, level 2, reviewed"""
    time_zone: TimeZoneBase | None = ...

class WorkbookCells(nlconnect_graph.cells.Cells, frozen=True):
    """The complex type workbookCells."""

class AttachedFile(Complex, frozen=True):
    """The complex type attachedFile."""
    name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    content_type: str | None = ...
    content_bytes: bytes | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    content_id: str | None = ...
    is_inline: bool | None = ...

class _AddInField(Field[T_contra]):
    id: Field[str]
    properties: _KeyValueField[list[KeyValue]]
    type: Field[str]

class _AlbumField(Field[T_contra]):
    cover_image_item_id: Field[str]

class _AlternativeSecurityIdField(Field[T_contra]):
    identity_provider: Field[str]
    key: Field[bytes]
    type: Field[int]

class _ApiApplicationField(Field[T_contra]):
    accept_mapped_claims: Field[bool]
    known_client_applications: Field[list[str]]
    oauth2_permission_scopes: _PermissionScopeField[list[PermissionScope]]
    pre_authorized_applications: _PreAuthorizedApplicationField[list[PreAuthorizedApplication]]
    requested_access_token_version: Field[int]

class _AppIdentityField(Field[T_contra]):
    app_id: Field[str]
    display_name: Field[str]
    service_principal_id: Field[str]
    service_principal_name: Field[str]

class _AppRoleField(Field[T_contra]):
    allowed_member_types: Field[list[str]]
    description: Field[str]
    display_name: Field[str]
    id: Field[str]
    is_enabled: Field[bool]
    origin: Field[str]
    value: Field[str]

class _AppliedConditionalAccessPolicyField(Field[T_contra]):
    display_name: Field[str]
    enforced_grant_controls: Field[list[str]]
    enforced_session_controls: Field[list[str]]
    id: Field[str]
    result: Field[AppliedConditionalAccessPolicyResult | str]

class _AssignedLabelField(Field[T_contra]):
    display_name: Field[str]
    label_id: Field[str]

class _AssignedLicenseField(Field[T_contra]):
    disabled_plans: Field[list[str]]
    sku_id: Field[str]

class _AssignedPlanField(Field[T_contra]):
    assigned_date_time: Field[_dt.datetime]
    capability_status: Field[str]
    service: Field[str]
    service_plan_id: Field[str]

class _AttendeeField(Field[T_contra]):
    email_address: _EmailAddressField[EmailAddress]
    type: Field[AttendeeType | str]
    proposed_new_time: _TimeSlotField[TimeSlot]
    status: _ResponseStatusField[ResponseStatus]

class _AudioField(Field[T_contra]):
    album: Field[str]
    album_artist: Field[str]
    artist: Field[str]
    bitrate: Field[int]
    composers: Field[str]
    copyright: Field[str]
    disc: Field[int]
    disc_count: Field[int]
    duration: Field[int]
    genre: Field[str]
    has_drm: Field[bool]
    is_variable_bitrate: Field[bool]
    title: Field[str]
    track: Field[int]
    track_count: Field[int]
    year: Field[int]

class _AudioConferencingField(Field[T_contra]):
    conference_id: Field[str]
    dialin_url: Field[str]
    toll_free_number: Field[str]
    toll_free_numbers: Field[list[str]]
    toll_number: Field[str]
    toll_numbers: Field[list[str]]

class _AuditActivityInitiatorField(Field[T_contra]):
    app: _AppIdentityField[AppIdentity]
    user: _UserIdentityField[UserIdentity]

class _AuthenticationAppDeviceDetailsField(Field[T_contra]):
    app_version: Field[str]
    client_app: Field[str]
    device_id: Field[str]
    operating_system: Field[str]

class _AuthenticationBehaviorsField(Field[T_contra]):
    block_azure_ad_graph_access: Field[bool]
    remove_unverified_email_claim: Field[bool]
    require_client_service_principal: Field[bool]

class _AuthorizationInfoField(Field[T_contra]):
    certificate_user_ids: Field[list[str]]

class _AutomaticRepliesSettingField(Field[T_contra]):
    external_audience: Field[ExternalAudienceScope | str]
    external_reply_message: Field[str]
    internal_reply_message: Field[str]
    scheduled_end_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]
    scheduled_start_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]
    status: Field[AutomaticRepliesStatus | str]

class _BookingCustomerInformationBaseField(Field[T_contra]): ...

class _BookingPageSettingsField(Field[T_contra]):
    access_control: Field[BookingPageAccessControl | str]
    booking_page_color_code: Field[str]
    business_time_zone: Field[str]
    customer_consent_message: Field[str]
    enforce_one_time_password: Field[bool]
    is_business_logo_display_enabled: Field[bool]
    is_customer_consent_enabled: Field[bool]
    is_search_engine_indexability_disabled: Field[bool]
    is_time_slot_time_zone_set_to_business_time_zone: Field[bool]
    privacy_policy_web_url: Field[str]
    terms_and_conditions_web_url: Field[str]

class _BookingQuestionAssignmentField(Field[T_contra]):
    is_required: Field[bool]
    question_id: Field[str]

class _BookingReminderField(Field[T_contra]):
    message: Field[str]
    offset: Field[str]
    recipients: Field[BookingReminderRecipients | str]

class _BookingSchedulingPolicyField(Field[T_contra]):
    allow_staff_selection: Field[bool]
    custom_availabilities: _BookingsAvailabilityWindowField[list[BookingsAvailabilityWindow]]
    general_availability: _BookingsAvailabilityField[BookingsAvailability]
    is_meeting_invite_to_customers_enabled: Field[bool]
    maximum_advance: Field[str]
    minimum_lead_time: Field[str]
    send_confirmations_to_owner: Field[bool]
    time_slot_interval: Field[str]

class _BookingWorkHoursField(Field[T_contra]):
    day: Field[DayOfWeek | str]
    time_slots: _BookingWorkTimeSlotField[list[BookingWorkTimeSlot]]

class _BookingWorkTimeSlotField(Field[T_contra]):
    end_time: Field[str]
    start_time: Field[str]

class _BookingsAvailabilityField(Field[T_contra]):
    availability_type: Field[BookingsServiceAvailabilityType | str]
    business_hours: _BookingWorkHoursField[list[BookingWorkHours]]

class _BookingsAvailabilityWindowField(Field[T_contra]):
    availability_type: Field[BookingsServiceAvailabilityType | str]
    business_hours: _BookingWorkHoursField[list[BookingWorkHours]]
    end_date: Field[_dt.date]
    start_date: Field[_dt.date]

class _BooleanColumnField(Field[T_contra]): ...

class _BroadcastMeetingCaptionSettingsField(Field[T_contra]):
    is_caption_enabled: Field[bool]
    spoken_language: Field[str]
    translation_languages: Field[list[str]]

class _BroadcastMeetingSettingsField(Field[T_contra]):
    allowed_audience: Field[BroadcastMeetingAudience | str]
    captions: _BroadcastMeetingCaptionSettingsField[BroadcastMeetingCaptionSettings]
    is_attendee_report_enabled: Field[bool]
    is_question_and_answer_enabled: Field[bool]
    is_recording_enabled: Field[bool]
    is_video_on_demand_enabled: Field[bool]

class _BundleField(Field[T_contra]):
    album: _AlbumField[Album]
    child_count: Field[int]

class _CalculatedColumnField(Field[T_contra]):
    format: Field[str]
    formula: Field[str]
    output_type: Field[str]

class _CertificationField(Field[T_contra]):
    certification_details_url: Field[str]
    certification_expiration_date_time: Field[_dt.datetime]
    is_certified_by_microsoft: Field[bool]
    is_publisher_attested: Field[bool]
    last_certification_date_time: Field[_dt.datetime]

class _ChannelIdentityField(Field[T_contra]):
    channel_id: Field[str]
    team_id: Field[str]

class _ChannelSummaryField(Field[T_contra]):
    guests_count: Field[int]
    has_members_from_other_tenants: Field[bool]
    members_count: Field[int]
    owners_count: Field[int]

class _ChatInfoField(Field[T_contra]):
    message_id: Field[str]
    reply_chain_message_id: Field[str]
    thread_id: Field[str]

class _ChatMessageAttachmentField(Field[T_contra]):
    content: Field[str]
    content_type: Field[str]
    content_url: Field[str]
    id: Field[str]
    name: Field[str]
    teams_app_id: Field[str]
    thumbnail_url: Field[str]

class _ChatMessageFromIdentitySetField(Field[T_contra]):
    application: _IdentityField[Identity]
    device: _IdentityField[Identity]
    user: _IdentityField[Identity]

class _ChatMessageHistoryItemField(Field[T_contra]):
    actions: Field[ChatMessageActions | str]
    modified_date_time: Field[_dt.datetime]
    reaction: _ChatMessageReactionField[ChatMessageReaction]

class _ChatMessageMentionField(Field[T_contra]):
    id: Field[int]
    mentioned: _ChatMessageMentionedIdentitySetField[ChatMessageMentionedIdentitySet]
    mention_text: Field[str]

class _ChatMessageMentionedIdentitySetField(Field[T_contra]):
    application: _IdentityField[Identity]
    device: _IdentityField[Identity]
    user: _IdentityField[Identity]
    conversation: _TeamworkConversationIdentityField[TeamworkConversationIdentity]

class _ChatMessagePolicyViolationField(Field[T_contra]):
    dlp_action: Field[ChatMessagePolicyViolationDlpActionTypes | str]
    justification_text: Field[str]
    policy_tip: _ChatMessagePolicyViolationPolicyTipField[ChatMessagePolicyViolationPolicyTip]
    user_action: Field[ChatMessagePolicyViolationUserActionTypes | str]
    verdict_details: Field[ChatMessagePolicyViolationVerdictDetailsTypes | str]

class _ChatMessagePolicyViolationPolicyTipField(Field[T_contra]):
    compliance_url: Field[str]
    general_text: Field[str]
    matched_condition_descriptions: Field[list[str]]

class _ChatMessageReactionField(Field[T_contra]):
    created_date_time: Field[_dt.datetime]
    display_name: Field[str]
    reaction_content_url: Field[str]
    reaction_type: Field[str]
    user: _ChatMessageReactionIdentitySetField[ChatMessageReactionIdentitySet]

class _ChatMessageReactionIdentitySetField(Field[T_contra]):
    application: _IdentityField[Identity]
    device: _IdentityField[Identity]
    user: _IdentityField[Identity]

class _ChatRestrictionsField(Field[T_contra]):
    allow_text_only: Field[bool]

class _ChatViewpointField(Field[T_contra]):
    is_hidden: Field[bool]
    last_message_read_date_time: Field[_dt.datetime]

class _ChoiceColumnField(Field[T_contra]):
    allow_text_entry: Field[bool]
    choices: Field[list[str]]
    display_as: Field[str]

class _CloudVideoInteropInfoField(Field[T_contra]):
    more_info_web_url: Field[str]
    tenant_key: Field[str]
    video_teleconference_id: Field[str]

class _ColumnValidationField(Field[T_contra]):
    default_language: Field[str]
    descriptions: _DisplayNameLocalizationField[list[DisplayNameLocalization]]
    formula: Field[str]

class _ContentApprovalStatusColumnField(Field[T_contra]): ...

class _ContentTypeInfoField(Field[T_contra]):
    id: Field[str]
    name: Field[str]

class _ContentTypeOrderField(Field[T_contra]):
    default: Field[bool]
    position: Field[int]

class _CurrencyColumnField(Field[T_contra]):
    locale: Field[str]

class _CustomSecurityAttributeValueField(Field[T_contra]): ...

class _DateTimeColumnField(Field[T_contra]):
    display_as: Field[str]
    format: Field[str]

class _DateTimeTimeZoneField(Field[T_contra]):
    date_time: Field[str]
    time_zone: Field[str]

class _DefaultColumnValueField(Field[T_contra]):
    formula: Field[str]
    value: Field[str]

class _DeletedField(Field[T_contra]):
    state: Field[str]

class _DeviceDetailField(Field[T_contra]):
    browser: Field[str]
    device_id: Field[str]
    display_name: Field[str]
    is_compliant: Field[bool]
    is_managed: Field[bool]
    operating_system: Field[str]
    trust_type: Field[str]

class _DisplayNameLocalizationField(Field[T_contra]):
    display_name: Field[str]
    language_tag: Field[str]

class _DocumentSetField(Field[T_contra]):
    allowed_content_types: _ContentTypeInfoField[list[ContentTypeInfo]]
    default_contents: _DocumentSetContentField[list[DocumentSetContent]]
    propagate_welcome_page_changes: Field[bool]
    should_prefix_name_to_file: Field[bool]
    welcome_page_url: Field[str]
    shared_columns: Field[Mapping[str, object]]
    welcome_page_columns: Field[Mapping[str, object]]

class _DocumentSetContentField(Field[T_contra]):
    content_type: _ContentTypeInfoField[ContentTypeInfo]
    file_name: Field[str]
    folder_name: Field[str]

class _DomainStateField(Field[T_contra]):
    last_action_date_time: Field[_dt.datetime]
    operation: Field[str]
    status: Field[str]

class _EmailAddressField(Field[T_contra]):
    address: Field[str]
    name: Field[str]

class _EmployeeOrgDataField(Field[T_contra]):
    cost_center: Field[str]
    division: Field[str]

class _EventMessageDetailField(Field[T_contra]): ...

class _ExternalLinkField(Field[T_contra]):
    href: Field[str]

class _FileField(Field[T_contra]):
    hashes: _HashesField[Hashes]
    mime_type: Field[str]
    processing_metadata: Field[bool]

class _FileSystemInfoField(Field[T_contra]):
    created_date_time: Field[_dt.datetime]
    last_accessed_date_time: Field[_dt.datetime]
    last_modified_date_time: Field[_dt.datetime]

class _FolderField(Field[T_contra]):
    child_count: Field[int]
    view: _FolderViewField[FolderView]

class _FolderViewField(Field[T_contra]):
    sort_by: Field[str]
    sort_order: Field[str]
    view_type: Field[str]

class _FollowupFlagField(Field[T_contra]):
    completed_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]
    due_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]
    flag_status: Field[FollowupFlagStatus | str]
    start_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]

class _GeoCoordinatesField(Field[T_contra]):
    altitude: Field[float]
    latitude: Field[float]
    longitude: Field[float]

class _GeolocationColumnField(Field[T_contra]): ...

class _HashesField(Field[T_contra]):
    crc32_hash: Field[str]
    quick_xor_hash: Field[str]
    sha1_hash: Field[str]
    sha256_hash: Field[str]

class _HyperlinkOrPictureColumnField(Field[T_contra]):
    is_picture: Field[bool]

class _IdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]

class _IdentitySetField(Field[T_contra]):
    application: _IdentityField[Identity]
    device: _IdentityField[Identity]
    user: _IdentityField[Identity]

class _ImageField(Field[T_contra]):
    height: Field[int]
    width: Field[int]

class _ImplicitGrantSettingsField(Field[T_contra]):
    enable_access_token_issuance: Field[bool]
    enable_id_token_issuance: Field[bool]

class _InformationalUrlField(Field[T_contra]):
    logo_url: Field[str]
    marketing_url: Field[str]
    privacy_statement_url: Field[str]
    support_url: Field[str]
    terms_of_service_url: Field[str]

class _InternetMessageHeaderField(Field[T_contra]):
    name: Field[str]
    value: Field[str]

class _ItemBodyField(Field[T_contra]):
    content: Field[str]
    content_type: Field[BodyType | str]

class _ItemReferenceField(Field[T_contra]):
    drive_id: Field[str]
    drive_type: Field[str]
    id: Field[str]
    name: Field[str]
    path: Field[str]
    share_id: Field[str]
    sharepoint_ids: _SharepointIdsField[SharepointIds]
    site_id: Field[str]

class _JoinMeetingIdSettingsField(Field[T_contra]):
    is_passcode_required: Field[bool]
    join_meeting_id: Field[str]
    passcode: Field[str]

class _KeyCredentialField(Field[T_contra]):
    custom_key_identifier: Field[bytes]
    display_name: Field[str]
    end_date_time: Field[_dt.datetime]
    key: Field[bytes]
    key_id: Field[str]
    start_date_time: Field[_dt.datetime]
    type: Field[str]
    usage: Field[str]

class _KeyValueField(Field[T_contra]):
    key: Field[str]
    value: Field[str]

class _KeyValuePairField(Field[T_contra]):
    name: Field[str]
    value: Field[str]

class _LicenseAssignmentStateField(Field[T_contra]):
    assigned_by_group: Field[str]
    disabled_plans: Field[list[str]]
    error: Field[str]
    last_updated_date_time: Field[_dt.datetime]
    sku_id: Field[str]
    state: Field[str]

class _LicenseProcessingStateField(Field[T_contra]):
    state: Field[str]

class _LicenseUnitsDetailField(Field[T_contra]):
    enabled: Field[int]
    locked_out: Field[int]
    suspended: Field[int]
    warning: Field[int]

class _ListInfoField(Field[T_contra]):
    content_types_enabled: Field[bool]
    hidden: Field[bool]
    template: Field[str]

class _LobbyBypassSettingsField(Field[T_contra]):
    is_dial_in_bypass_enabled: Field[bool]
    scope_: Field[LobbyBypassScope | str]

class _LocaleInfoField(Field[T_contra]):
    display_name: Field[str]
    locale: Field[str]

class _LocationField(Field[T_contra]):
    address: _PhysicalAddressField[PhysicalAddress]
    coordinates: _OutlookGeoCoordinatesField[OutlookGeoCoordinates]
    display_name: Field[str]
    location_email_address: Field[str]
    location_type: Field[LocationType | str]
    location_uri: Field[str]
    unique_id: Field[str]
    unique_id_type: Field[LocationUniqueIdType | str]

class _LookupColumnField(Field[T_contra]):
    allow_multiple_values: Field[bool]
    allow_unlimited_length: Field[bool]
    column_name: Field[str]
    list_id: Field[str]
    primary_lookup_column_id: Field[str]

class _MailboxSettingsField(Field[T_contra]):
    archive_folder: Field[str]
    automatic_replies_setting: _AutomaticRepliesSettingField[AutomaticRepliesSetting]
    date_format: Field[str]
    delegate_meeting_message_delivery_options: Field[DelegateMeetingMessageDeliveryOptions | str]
    language: _LocaleInfoField[LocaleInfo]
    time_format: Field[str]
    time_zone: Field[str]
    user_purpose: Field[UserPurpose | str]
    working_hours: _WorkingHoursField[WorkingHours]

class _MalwareField(Field[T_contra]):
    description: Field[str]

class _MeetingParticipantInfoField(Field[T_contra]):
    identity: _IdentitySetField[IdentitySet]
    role: Field[OnlineMeetingRole | str]
    upn: Field[str]

class _MeetingParticipantsField(Field[T_contra]):
    attendees: _MeetingParticipantInfoField[list[MeetingParticipantInfo]]
    organizer: _MeetingParticipantInfoField[MeetingParticipantInfo]

class _MessageRuleActionsField(Field[T_contra]):
    assign_categories: Field[list[str]]
    copy_to_folder: Field[str]
    delete: Field[bool]
    forward_as_attachment_to: _RecipientField[list[Recipient]]
    forward_to: _RecipientField[list[Recipient]]
    mark_as_read: Field[bool]
    mark_importance: Field[Importance | str]
    move_to_folder: Field[str]
    permanent_delete: Field[bool]
    redirect_to: _RecipientField[list[Recipient]]
    stop_processing_rules: Field[bool]

class _MessageRulePredicatesField(Field[T_contra]):
    body_contains: Field[list[str]]
    body_or_subject_contains: Field[list[str]]
    categories: Field[list[str]]
    from_addresses: _RecipientField[list[Recipient]]
    has_attachments: Field[bool]
    header_contains: Field[list[str]]
    importance: Field[Importance | str]
    is_approval_request: Field[bool]
    is_automatic_forward: Field[bool]
    is_automatic_reply: Field[bool]
    is_encrypted: Field[bool]
    is_meeting_request: Field[bool]
    is_meeting_response: Field[bool]
    is_non_delivery_report: Field[bool]
    is_permission_controlled: Field[bool]
    is_read_receipt: Field[bool]
    is_signed: Field[bool]
    is_voicemail: Field[bool]
    message_action_flag: Field[MessageActionFlag | str]
    not_sent_to_me: Field[bool]
    recipient_contains: Field[list[str]]
    sender_contains: Field[list[str]]
    sensitivity: Field[Sensitivity | str]
    sent_cc_me: Field[bool]
    sent_only_to_me: Field[bool]
    sent_to_addresses: _RecipientField[list[Recipient]]
    sent_to_me: Field[bool]
    sent_to_or_cc_me: Field[bool]
    subject_contains: Field[list[str]]
    within_size_range: _SizeRangeField[SizeRange]

class _MetaDataKeyStringPairField(Field[T_contra]):
    key: Field[str]
    value: Field[str]

class _ModifiedPropertyField(Field[T_contra]):
    display_name: Field[str]
    new_value: Field[str]
    old_value: Field[str]

class _NotebookLinksField(Field[T_contra]):
    one_note_client_url: _ExternalLinkField[ExternalLink]
    one_note_web_url: _ExternalLinkField[ExternalLink]

class _NumberColumnField(Field[T_contra]):
    decimal_places: Field[str]
    display_as: Field[str]
    maximum: Field[float]
    minimum: Field[float]

class _ObjectIdentityField(Field[T_contra]):
    issuer: Field[str]
    issuer_assigned_id: Field[str]
    sign_in_type: Field[str]

class _OnPremisesExtensionAttributesField(Field[T_contra]):
    extension_attribute1: Field[str]
    extension_attribute10: Field[str]
    extension_attribute11: Field[str]
    extension_attribute12: Field[str]
    extension_attribute13: Field[str]
    extension_attribute14: Field[str]
    extension_attribute15: Field[str]
    extension_attribute2: Field[str]
    extension_attribute3: Field[str]
    extension_attribute4: Field[str]
    extension_attribute5: Field[str]
    extension_attribute6: Field[str]
    extension_attribute7: Field[str]
    extension_attribute8: Field[str]
    extension_attribute9: Field[str]

class _OnPremisesProvisioningErrorField(Field[T_contra]):
    category: Field[str]
    occurred_date_time: Field[_dt.datetime]
    property_causing_error: Field[str]
    value: Field[str]

class _OnlineMeetingInfoField(Field[T_contra]):
    conference_id: Field[str]
    join_url: Field[str]
    phones: _PhoneField[list[Phone]]
    quick_dial: Field[str]
    toll_free_numbers: Field[list[str]]
    toll_number: Field[str]

class _OnlineMeetingSensitivityLabelAssignmentField(Field[T_contra]):
    sensitivity_label_id: Field[str]

class _OptionalClaimField(Field[T_contra]):
    additional_properties: Field[list[str]]
    essential: Field[bool]
    name: Field[str]
    source: Field[str]

class _OptionalClaimsField(Field[T_contra]):
    access_token: _OptionalClaimField[list[OptionalClaim]]
    id_token: _OptionalClaimField[list[OptionalClaim]]
    saml2_token: _OptionalClaimField[list[OptionalClaim]]

class _OutOfOfficeSettingsField(Field[T_contra]):
    is_out_of_office: Field[bool]
    message: Field[str]

class _OutlookGeoCoordinatesField(Field[T_contra]):
    accuracy: Field[float]
    altitude: Field[float]
    altitude_accuracy: Field[float]
    latitude: Field[float]
    longitude: Field[float]

class _PackageField(Field[T_contra]):
    type: Field[str]

class _PageLinksField(Field[T_contra]):
    one_note_client_url: _ExternalLinkField[ExternalLink]
    one_note_web_url: _ExternalLinkField[ExternalLink]

class _ParentalControlSettingsField(Field[T_contra]):
    countries_blocked_for_minors: Field[list[str]]
    legal_age_group_rule: Field[str]

class _PasswordCredentialField(Field[T_contra]):
    custom_key_identifier: Field[bytes]
    display_name: Field[str]
    end_date_time: Field[_dt.datetime]
    hint: Field[str]
    key_id: Field[str]
    secret_text: Field[str]
    start_date_time: Field[_dt.datetime]

class _PasswordProfileField(Field[T_contra]):
    force_change_password_next_sign_in: Field[bool]
    force_change_password_next_sign_in_with_mfa: Field[bool]
    password: Field[str]

class _PatternedRecurrenceField(Field[T_contra]):
    pattern: _RecurrencePatternField[RecurrencePattern]
    range: _RecurrenceRangeField[RecurrenceRange]

class _PendingContentUpdateField(Field[T_contra]):
    queued_date_time: Field[_dt.datetime]

class _PendingOperationsField(Field[T_contra]):
    pending_content_update: _PendingContentUpdateField[PendingContentUpdate]

class _PermissionScopeField(Field[T_contra]):
    admin_consent_description: Field[str]
    admin_consent_display_name: Field[str]
    id: Field[str]
    is_enabled: Field[bool]
    origin: Field[str]
    type: Field[str]
    user_consent_description: Field[str]
    user_consent_display_name: Field[str]
    value: Field[str]

class _PersonOrGroupColumnField(Field[T_contra]):
    allow_multiple_selection: Field[bool]
    choose_from_type: Field[str]
    display_as: Field[str]

class _PersonTypeField(Field[T_contra]):
    class_: Field[str]
    subclass: Field[str]

class _PhoneField(Field[T_contra]):
    language: Field[str]
    number: Field[str]
    region: Field[str]
    type: Field[PhoneType | str]

class _PhotoField(Field[T_contra]):
    camera_make: Field[str]
    camera_model: Field[str]
    exposure_denominator: Field[float]
    exposure_numerator: Field[float]
    f_number: Field[float]
    focal_length: Field[float]
    iso: Field[int]
    orientation: Field[int]
    taken_date_time: Field[_dt.datetime]

class _PhysicalAddressField(Field[T_contra]):
    city: Field[str]
    country_or_region: Field[str]
    postal_code: Field[str]
    state: Field[str]
    street: Field[str]

class _PhysicalOfficeAddressField(Field[T_contra]):
    city: Field[str]
    country_or_region: Field[str]
    office_location: Field[str]
    postal_code: Field[str]
    state: Field[str]
    street: Field[str]

class _PlannerAppliedCategoriesField(Field[T_contra]): ...

class _PlannerAssignmentsField(Field[T_contra]): ...

class _PlannerCategoryDescriptionsField(Field[T_contra]):
    category1: Field[str]
    category10: Field[str]
    category11: Field[str]
    category12: Field[str]
    category13: Field[str]
    category14: Field[str]
    category15: Field[str]
    category16: Field[str]
    category17: Field[str]
    category18: Field[str]
    category19: Field[str]
    category2: Field[str]
    category20: Field[str]
    category21: Field[str]
    category22: Field[str]
    category23: Field[str]
    category24: Field[str]
    category25: Field[str]
    category3: Field[str]
    category4: Field[str]
    category5: Field[str]
    category6: Field[str]
    category7: Field[str]
    category8: Field[str]
    category9: Field[str]

class _PlannerChecklistItemsField(Field[T_contra]): ...

class _PlannerExternalReferencesField(Field[T_contra]): ...

class _PlannerPlanContainerField(Field[T_contra]):
    container_id: Field[str]
    type: Field[PlannerContainerType | str]
    url: Field[str]

class _PlannerUserIdsField(Field[T_contra]): ...

class _PreAuthorizedApplicationField(Field[T_contra]):
    app_id: Field[str]
    delegated_permission_ids: Field[list[str]]

class _PresenceStatusMessageField(Field[T_contra]):
    expiry_date_time: _DateTimeTimeZoneField[DateTimeTimeZone]
    message: _ItemBodyField[ItemBody]
    published_date_time: Field[_dt.datetime]

class _PrivacyProfileField(Field[T_contra]):
    contact_email: Field[str]
    statement_url: Field[str]

class _ProvisionedPlanField(Field[T_contra]):
    capability_status: Field[str]
    provisioning_status: Field[str]
    service: Field[str]

class _PublicClientApplicationField(Field[T_contra]):
    redirect_uris: Field[list[str]]

class _PublicErrorField(Field[T_contra]):
    code: Field[str]
    details: _PublicErrorDetailField[list[PublicErrorDetail]]
    inner_error: _PublicInnerErrorField[PublicInnerError]
    message: Field[str]
    target: Field[str]

class _PublicErrorDetailField(Field[T_contra]):
    code: Field[str]
    message: Field[str]
    target: Field[str]

class _PublicInnerErrorField(Field[T_contra]):
    code: Field[str]
    details: _PublicErrorDetailField[list[PublicErrorDetail]]
    message: Field[str]
    target: Field[str]

class _PublicationFacetField(Field[T_contra]):
    checked_out_by: _IdentitySetField[IdentitySet]
    level: Field[str]
    version_id: Field[str]

class _QuotaField(Field[T_contra]):
    deleted: Field[int]
    remaining: Field[int]
    state: Field[str]
    storage_plan_information: _StoragePlanInformationField[StoragePlanInformation]
    total: Field[int]
    used: Field[int]

class _ReactionsFacetField(Field[T_contra]):
    comment_count: Field[int]
    like_count: Field[int]
    share_count: Field[int]

class _RecipientField(Field[T_contra]):
    email_address: _EmailAddressField[EmailAddress]

class _RecurrencePatternField(Field[T_contra]):
    day_of_month: Field[int]
    days_of_week: Field[list[DayOfWeek | str]]
    first_day_of_week: Field[DayOfWeek | str]
    index: Field[WeekIndex | str]
    interval: Field[int]
    month: Field[int]
    type: Field[RecurrencePatternType | str]

class _RecurrenceRangeField(Field[T_contra]):
    end_date: Field[_dt.date]
    number_of_occurrences: Field[int]
    recurrence_time_zone: Field[str]
    start_date: Field[_dt.date]
    type: Field[RecurrenceRangeType | str]

class _RedirectUriSettingsField(Field[T_contra]):
    index: Field[int]
    uri: Field[str]

class _RemoteItemField(Field[T_contra]):
    created_by: _IdentitySetField[IdentitySet]
    created_date_time: Field[_dt.datetime]
    file: _FileField[File]
    file_system_info: _FileSystemInfoField[FileSystemInfo]
    folder: _FolderField[Folder]
    id: Field[str]
    image: _ImageField[Image]
    last_modified_by: _IdentitySetField[IdentitySet]
    last_modified_date_time: Field[_dt.datetime]
    name: Field[str]
    package: _PackageField[Package]
    parent_reference: _ItemReferenceField[ItemReference]
    shared: _SharedField[Shared]
    sharepoint_ids: _SharepointIdsField[SharepointIds]
    size: Field[int]
    special_folder: _SpecialFolderField[SpecialFolder]
    video: _VideoField[Video]
    web_dav_url: Field[str]
    web_url: Field[str]

class _RequestSignatureVerificationField(Field[T_contra]):
    allowed_weak_algorithms: Field[WeakAlgorithms | str]
    is_signed_request_required: Field[bool]

class _RequiredResourceAccessField(Field[T_contra]):
    resource_access: _ResourceAccessField[list[ResourceAccess]]
    resource_app_id: Field[str]

class _ResourceAccessField(Field[T_contra]):
    id: Field[str]
    type: Field[str]

class _ResourceSpecificPermissionField(Field[T_contra]):
    description: Field[str]
    display_name: Field[str]
    id: Field[str]
    is_enabled: Field[bool]
    value: Field[str]

class _ResponseStatusField(Field[T_contra]):
    response: Field[ResponseType | str]
    time: Field[_dt.datetime]

class _RootField(Field[T_contra]): ...

class _SamlSingleSignOnSettingsField(Field[T_contra]):
    relay_state: Field[str]

class _ScoredEmailAddressField(Field[T_contra]):
    address: Field[str]
    item_id: Field[str]
    relevance_score: Field[float]
    selection_likelihood: Field[SelectionLikelihoodInfo | str]

class _SearchResultField(Field[T_contra]):
    on_click_telemetry_url: Field[str]

class _SectionLinksField(Field[T_contra]):
    one_note_client_url: _ExternalLinkField[ExternalLink]
    one_note_web_url: _ExternalLinkField[ExternalLink]

class _ServerProcessedContentField(Field[T_contra]):
    html_strings: _MetaDataKeyStringPairField[list[MetaDataKeyStringPair]]
    image_sources: _MetaDataKeyStringPairField[list[MetaDataKeyStringPair]]
    links: _MetaDataKeyStringPairField[list[MetaDataKeyStringPair]]
    searchable_plain_texts: _MetaDataKeyStringPairField[list[MetaDataKeyStringPair]]

class _ServiceHealthIssuePostField(Field[T_contra]):
    created_date_time: Field[_dt.datetime]
    description: _ItemBodyField[ItemBody]
    post_type: Field[PostType | str]

class _ServicePlanInfoField(Field[T_contra]):
    applies_to: Field[str]
    provisioning_status: Field[str]
    service_plan_id: Field[str]
    service_plan_name: Field[str]

class _ServicePrincipalLockConfigurationField(Field[T_contra]):
    all_properties: Field[bool]
    credentials_with_usage_sign: Field[bool]
    credentials_with_usage_verify: Field[bool]
    is_enabled: Field[bool]
    token_encryption_key_id: Field[bool]

class _ServiceProvisioningErrorField(Field[T_contra]):
    created_date_time: Field[_dt.datetime]
    is_resolved: Field[bool]
    service_instance: Field[str]

class _ServiceUpdateMessageViewpointField(Field[T_contra]):
    is_archived: Field[bool]
    is_favorited: Field[bool]
    is_read: Field[bool]

class _SharePointGroupIdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]
    principal_id: Field[str]
    title: Field[str]

class _SharePointIdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]
    login_name: Field[str]

class _SharePointIdentitySetField(Field[T_contra]):
    application: _IdentityField[Identity]
    device: _IdentityField[Identity]
    user: _IdentityField[Identity]
    group: _IdentityField[Identity]
    share_point_group: _SharePointGroupIdentityField[SharePointGroupIdentity]
    site_group: _SharePointIdentityField[SharePointIdentity]
    site_user: _SharePointIdentityField[SharePointIdentity]

class _SharedField(Field[T_contra]):
    owner: _IdentitySetField[IdentitySet]
    scope_: Field[str]
    shared_by: _IdentitySetField[IdentitySet]
    shared_date_time: Field[_dt.datetime]

class _SharepointIdsField(Field[T_contra]):
    list_id: Field[str]
    list_item_id: Field[str]
    list_item_unique_id: Field[str]
    site_id: Field[str]
    site_url: Field[str]
    tenant_id: Field[str]
    web_id: Field[str]

class _SharingInvitationField(Field[T_contra]):
    email: Field[str]
    invited_by: _IdentitySetField[IdentitySet]
    redeemed_by: Field[str]
    sign_in_required: Field[bool]

class _SharingLinkField(Field[T_contra]):
    application: _IdentityField[Identity]
    prevents_download: Field[bool]
    scope_: Field[str]
    type: Field[str]
    web_html: Field[str]
    web_url: Field[str]

class _ShiftActivityField(Field[T_contra]):
    code: Field[str]
    display_name: Field[str]
    end_date_time: Field[_dt.datetime]
    is_paid: Field[bool]
    start_date_time: Field[_dt.datetime]
    theme: Field[ScheduleEntityTheme | str]

class _ShiftItemField(Field[T_contra]):
    end_date_time: Field[_dt.datetime]
    start_date_time: Field[_dt.datetime]
    theme: Field[ScheduleEntityTheme | str]
    activities: _ShiftActivityField[list[ShiftActivity]]
    display_name: Field[str]
    notes: Field[str]

class _SignInActivityField(Field[T_contra]):
    last_non_interactive_sign_in_date_time: Field[_dt.datetime]
    last_non_interactive_sign_in_request_id: Field[str]
    last_sign_in_date_time: Field[_dt.datetime]
    last_sign_in_request_id: Field[str]
    last_successful_sign_in_date_time: Field[_dt.datetime]
    last_successful_sign_in_request_id: Field[str]

class _SignInLocationField(Field[T_contra]):
    city: Field[str]
    country_or_region: Field[str]
    geo_coordinates: _GeoCoordinatesField[GeoCoordinates]
    state: Field[str]

class _SignInStatusField(Field[T_contra]):
    additional_details: Field[str]
    error_code: Field[int]
    failure_reason: Field[str]

class _SiteArchivalDetailsField(Field[T_contra]):
    archive_status: Field[SiteArchiveStatus | str]

class _SiteCollectionField(Field[T_contra]):
    archival_details: _SiteArchivalDetailsField[SiteArchivalDetails]
    data_location_code: Field[str]
    hostname: Field[str]
    root: _RootField[Root]

class _SizeRangeField(Field[T_contra]):
    maximum_size: Field[int]
    minimum_size: Field[int]

class _SpaApplicationField(Field[T_contra]):
    redirect_uris: Field[list[str]]

class _SpecialFolderField(Field[T_contra]):
    name: Field[str]

class _StoragePlanInformationField(Field[T_contra]):
    upgrade_available: Field[bool]

class _SystemFacetField(Field[T_contra]): ...

class _TargetResourceField(Field[T_contra]):
    display_name: Field[str]
    group_type: Field[GroupType | str]
    id: Field[str]
    modified_properties: _ModifiedPropertyField[list[ModifiedProperty]]
    type: Field[str]
    user_principal_name: Field[str]

class _TeamFunSettingsField(Field[T_contra]):
    allow_custom_memes: Field[bool]
    allow_giphy: Field[bool]
    allow_stickers_and_memes: Field[bool]
    giphy_content_rating: Field[GiphyRatingType | str]

class _TeamGuestSettingsField(Field[T_contra]):
    allow_create_update_channels: Field[bool]
    allow_delete_channels: Field[bool]

class _TeamMemberSettingsField(Field[T_contra]):
    allow_add_remove_apps: Field[bool]
    allow_create_private_channels: Field[bool]
    allow_create_update_channels: Field[bool]
    allow_create_update_remove_connectors: Field[bool]
    allow_create_update_remove_tabs: Field[bool]
    allow_delete_channels: Field[bool]

class _TeamMessagingSettingsField(Field[T_contra]):
    allow_channel_mentions: Field[bool]
    allow_owner_delete_messages: Field[bool]
    allow_team_mentions: Field[bool]
    allow_user_delete_messages: Field[bool]
    allow_user_edit_messages: Field[bool]

class _TeamSummaryField(Field[T_contra]):
    guests_count: Field[int]
    members_count: Field[int]
    owners_count: Field[int]

class _TeamworkConversationIdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]
    conversation_identity_type: Field[TeamworkConversationIdentityType | str]

class _TeamworkOnlineMeetingInfoField(Field[T_contra]):
    calendar_event_id: Field[str]
    join_web_url: Field[str]
    organizer: _TeamworkUserIdentityField[TeamworkUserIdentity]

class _TeamworkUserIdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]
    user_identity_type: Field[TeamworkUserIdentityType | str]

class _TermColumnField(Field[T_contra]):
    allow_multiple_values: Field[bool]
    show_fully_qualified_name: Field[bool]
    parent_term: Field[Mapping[str, object]]
    term_set: Field[Mapping[str, object]]

class _TextColumnField(Field[T_contra]):
    allow_multiple_lines: Field[bool]
    append_changes_to_existing_text: Field[bool]
    lines_for_editing: Field[int]
    max_length: Field[int]
    text_type: Field[str]

class _ThumbnailField(Field[T_contra]):
    content: Field[Mapping[str, object]]
    height: Field[int]
    source_item_id: Field[str]
    url: Field[str]
    width: Field[int]

class _ThumbnailColumnField(Field[T_contra]): ...

class _TimeSlotField(Field[T_contra]):
    end: _DateTimeTimeZoneField[DateTimeTimeZone]
    start: _DateTimeTimeZoneField[DateTimeTimeZone]

class _TimeZoneBaseField(Field[T_contra]):
    name: Field[str]

class _TitleAreaField(Field[T_contra]):
    alternative_text: Field[str]
    enable_gradient_effect: Field[bool]
    image_web_url: Field[str]
    layout: Field[TitleAreaLayoutType | str]
    server_processed_content: _ServerProcessedContentField[ServerProcessedContent]
    show_author: Field[bool]
    show_published_date: Field[bool]
    show_text_block_above_title: Field[bool]
    text_above_title: Field[str]
    text_alignment: Field[TitleAreaTextAlignmentType | str]

class _UserIdentityField(Field[T_contra]):
    display_name: Field[str]
    id: Field[str]
    ip_address: Field[str]
    user_principal_name: Field[str]

class _UserPrintField(Field[T_contra]):
    recent_printer_shares: Field[Mapping[str, object]]

class _UserWorkLocationField(Field[T_contra]):
    place_id: Field[str]
    source: Field[WorkLocationSource | str]
    work_location_type: Field[WorkLocationType | str]

class _VerifiedDomainField(Field[T_contra]):
    capabilities: Field[str]
    is_default: Field[bool]
    is_initial: Field[bool]
    name: Field[str]
    type: Field[str]

class _VerifiedPublisherField(Field[T_contra]):
    added_date_time: Field[_dt.datetime]
    display_name: Field[str]
    verified_publisher_id: Field[str]

class _VideoField(Field[T_contra]):
    audio_bits_per_sample: Field[int]
    audio_channels: Field[int]
    audio_format: Field[str]
    audio_samples_per_second: Field[int]
    bitrate: Field[int]
    duration: Field[int]
    four_cc: Field[str]
    frame_rate: Field[float]
    height: Field[int]
    width: Field[int]

class _WatermarkProtectionValuesField(Field[T_contra]):
    is_enabled_for_content_sharing: Field[bool]
    is_enabled_for_video: Field[bool]

class _WebApplicationField(Field[T_contra]):
    home_page_url: Field[str]
    implicit_grant_settings: _ImplicitGrantSettingsField[ImplicitGrantSettings]
    logout_url: Field[str]
    redirect_uris: Field[list[str]]
    redirect_uri_settings: _RedirectUriSettingsField[list[RedirectUriSettings]]

class _WebsiteField(Field[T_contra]):
    address: Field[str]
    display_name: Field[str]
    type: Field[WebsiteType | str]

class _WorkbookCellsField(Field[T_contra]): ...

class _WorkingHoursField(Field[T_contra]):
    days_of_week: Field[list[DayOfWeek | str]]
    end_time: Field[str]
    start_time: Field[str]
    time_zone: _TimeZoneBaseField[TimeZoneBase]
