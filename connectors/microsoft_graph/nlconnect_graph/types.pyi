# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from enum import StrEnum
from nlconnect.model.complex import Complex

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
    """user.unique_id, level 1, proposed"""
    properties: list[KeyValue] | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...

class AggregationOption(Complex, frozen=True):
    """The complex type aggregationOption."""
    bucket_definition: BucketAggregationDefinition | None = ...
    """unreviewed, counts as level 4"""
    field: str | None = ...
    """unreviewed, counts as level 4"""
    size: int | None = ...

class Album(Complex, frozen=True):
    """The complex type album."""
    cover_image_item_id: str | None = ...
    """unreviewed, counts as level 4"""

class AlterationResponse(Complex, frozen=True):
    """The complex type alterationResponse."""
    original_query_string: str | None = ...
    """unreviewed, counts as level 4"""
    query_alteration: SearchAlteration | None = ...
    """unreviewed, counts as level 4"""
    query_alteration_type: SearchAlterationType | str | None = ...
    """unreviewed, counts as level 4"""

class AlteredQueryToken(Complex, frozen=True):
    """The complex type alteredQueryToken."""
    length: int | None = ...
    """unreviewed, counts as level 4"""
    offset: int | None = ...
    """unreviewed, counts as level 4"""
    suggestion: str | None = ...
    """unreviewed, counts as level 4"""

class AlternativeSecurityId(Complex, frozen=True):
    """The complex type alternativeSecurityId."""
    identity_provider: str | None = ...
    """unreviewed, counts as level 4"""
    key: bytes | None = ...
    """unreviewed, counts as level 4"""
    type: int | None = ...

class ApiApplication(Complex, frozen=True):
    """The complex type apiApplication."""
    accept_mapped_claims: bool | None = ...
    """unreviewed, counts as level 4"""
    known_client_applications: list[str] | None = ...
    """unreviewed, counts as level 4"""
    oauth2_permission_scopes: list[PermissionScope] | None = ...
    """unreviewed, counts as level 4"""
    pre_authorized_applications: list[PreAuthorizedApplication] | None = ...
    """unreviewed, counts as level 4"""
    requested_access_token_version: int | None = ...
    """user.authorization.credentials, level 5, proposed"""

class AppIdentity(Complex, frozen=True):
    """The complex type appIdentity."""
    app_id: str | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    service_principal_id: str | None = ...
    """unreviewed, counts as level 4"""
    service_principal_name: str | None = ...
    """unreviewed, counts as level 4"""

class AppRole(Complex, frozen=True):
    """The complex type appRole."""
    allowed_member_types: list[str] | None = ...
    """unreviewed, counts as level 4"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    is_enabled: bool | None = ...
    origin: str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class AppliedConditionalAccessPolicy(Complex, frozen=True):
    """The complex type appliedConditionalAccessPolicy."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    enforced_grant_controls: list[str] | None = ...
    """unreviewed, counts as level 4"""
    enforced_session_controls: list[str] | None = ...
    """unreviewed, counts as level 4"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    result: AppliedConditionalAccessPolicyResult | str | None = ...
    """unreviewed, counts as level 4"""

class AssignedLabel(Complex, frozen=True):
    """The complex type assignedLabel."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    label_id: str | None = ...
    """unreviewed, counts as level 4"""

class AssignedLicense(Complex, frozen=True):
    """The complex type assignedLicense."""
    disabled_plans: list[str] | None = ...
    """user.health_and_medical.disability, level 5, proposed"""
    sku_id: str | None = ...
    """unreviewed, counts as level 4"""

class AssignedPlan(Complex, frozen=True):
    """The complex type assignedPlan."""
    assigned_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    capability_status: str | None = ...
    """unreviewed, counts as level 4"""
    service: str | None = ...
    """unreviewed, counts as level 4"""
    service_plan_id: str | None = ...
    """unreviewed, counts as level 4"""

class AttachmentItem(Complex, frozen=True):
    """The complex type attachmentItem."""
    attachment_type: AttachmentType | str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    content_id: str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    content_type: str | None = ...
    is_inline: bool | None = ...
    name: str | None = ...
    """user.name, level 2, proposed"""
    size: int | None = ...

class Attendee(Complex, frozen=True):
    """The complex type attendee."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, proposed"""
    type: AttendeeType | str | None = ...
    proposed_new_time: TimeSlot | None = ...
    """unreviewed, counts as level 4"""
    status: ResponseStatus | None = ...
    """unreviewed, counts as level 4"""

class AttendeeAvailability(Complex, frozen=True):
    """The complex type attendeeAvailability."""
    attendee: AttendeeBase | None = ...
    """unreviewed, counts as level 4"""
    availability: FreeBusyStatus | str | None = ...
    """unreviewed, counts as level 4"""

class AttendeeBase(Complex, frozen=True):
    """The complex type attendeeBase."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, proposed"""
    type: AttendeeType | str | None = ...

class AttendeeNotificationInfo(Complex, frozen=True):
    """The complex type attendeeNotificationInfo."""
    phone_number: str | None = ...
    """user.contact.phone_number, level 2, proposed"""
    time_zone: str | None = ...

class Audio(Complex, frozen=True):
    """The complex type audio."""
    album: str | None = ...
    """unreviewed, counts as level 4"""
    album_artist: str | None = ...
    """unreviewed, counts as level 4"""
    artist: str | None = ...
    """unreviewed, counts as level 4"""
    bitrate: int | None = ...
    """unreviewed, counts as level 4"""
    composers: str | None = ...
    """unreviewed, counts as level 4"""
    copyright: str | None = ...
    """unreviewed, counts as level 4"""
    disc: int | None = ...
    """unreviewed, counts as level 4"""
    disc_count: int | None = ...
    """unreviewed, counts as level 4"""
    duration: int | None = ...
    """unreviewed, counts as level 4"""
    genre: str | None = ...
    """unreviewed, counts as level 4"""
    has_drm: bool | None = ...
    is_variable_bitrate: bool | None = ...
    title: str | None = ...
    """user.name, level 2, proposed"""
    track: int | None = ...
    """unreviewed, counts as level 4"""
    track_count: int | None = ...
    """unreviewed, counts as level 4"""
    year: int | None = ...
    """unreviewed, counts as level 4"""

class AudioConferencing(Complex, frozen=True):
    """The complex type audioConferencing."""
    conference_id: str | None = ...
    """unreviewed, counts as level 4"""
    dialin_url: str | None = ...
    """unreviewed, counts as level 4"""
    toll_free_number: str | None = ...
    """unreviewed, counts as level 4"""
    toll_free_numbers: list[str] | None = ...
    """unreviewed, counts as level 4"""
    toll_number: str | None = ...
    """unreviewed, counts as level 4"""
    toll_numbers: list[str] | None = ...
    """unreviewed, counts as level 4"""

class AuditActivityInitiator(Complex, frozen=True):
    """The complex type auditActivityInitiator."""
    app: AppIdentity | None = ...
    """unreviewed, counts as level 4"""
    user: UserIdentity | None = ...
    """user.name, level 2, proposed"""

class AuthenticationAppDeviceDetails(Complex, frozen=True):
    """The complex type authenticationAppDeviceDetails."""
    app_version: str | None = ...
    """unreviewed, counts as level 4"""
    client_app: str | None = ...
    """unreviewed, counts as level 4"""
    device_id: str | None = ...
    """user.device.device_id, level 2, proposed"""
    operating_system: str | None = ...
    """unreviewed, counts as level 4"""

class AuthenticationBehaviors(Complex, frozen=True):
    """The complex type authenticationBehaviors."""
    block_azure_ad_graph_access: bool | None = ...
    remove_unverified_email_claim: bool | None = ...
    """user.contact.email, level 2, proposed"""
    require_client_service_principal: bool | None = ...
    """unreviewed, counts as level 4"""

class AuthorizationInfo(Complex, frozen=True):
    """The complex type authorizationInfo."""
    certificate_user_ids: list[str] | None = ...
    """user.workplace.education, level 2, proposed"""

class AutomaticRepliesSetting(Complex, frozen=True):
    """The complex type automaticRepliesSetting."""
    external_audience: ExternalAudienceScope | str | None = ...
    """unreviewed, counts as level 4"""
    external_reply_message: str | None = ...
    """unreviewed, counts as level 4"""
    internal_reply_message: str | None = ...
    """unreviewed, counts as level 4"""
    scheduled_end_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    scheduled_start_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    status: AutomaticRepliesStatus | str | None = ...
    """unreviewed, counts as level 4"""

class BookingCustomerInformationBase(Complex, frozen=True):
    """The complex type bookingCustomerInformationBase."""

class BookingPageSettings(Complex, frozen=True):
    """The complex type bookingPageSettings."""
    access_control: BookingPageAccessControl | str | None = ...
    """unreviewed, counts as level 4"""
    booking_page_color_code: str | None = ...
    """unreviewed, counts as level 4"""
    business_time_zone: str | None = ...
    customer_consent_message: str | None = ...
    """user.privacy_preferences, level 1, proposed"""
    enforce_one_time_password: bool | None = ...
    """user.authorization.password, level 5, proposed"""
    is_business_logo_display_enabled: bool | None = ...
    is_customer_consent_enabled: bool | None = ...
    is_search_engine_indexability_disabled: bool | None = ...
    is_time_slot_time_zone_set_to_business_time_zone: bool | None = ...
    privacy_policy_web_url: str | None = ...
    """unreviewed, counts as level 4"""
    terms_and_conditions_web_url: str | None = ...
    """unreviewed, counts as level 4"""

class BookingQuestionAssignment(Complex, frozen=True):
    """The complex type bookingQuestionAssignment."""
    is_required: bool | None = ...
    question_id: str | None = ...
    """unreviewed, counts as level 4"""

class BookingReminder(Complex, frozen=True):
    """The complex type bookingReminder."""
    message: str | None = ...
    """unreviewed, counts as level 4"""
    offset: str | None = ...
    """unreviewed, counts as level 4"""
    recipients: BookingReminderRecipients | str | None = ...
    """unreviewed, counts as level 4"""

class BookingSchedulingPolicy(Complex, frozen=True):
    """The complex type bookingSchedulingPolicy."""
    allow_staff_selection: bool | None = ...
    """unreviewed, counts as level 4"""
    custom_availabilities: list[BookingsAvailabilityWindow] | None = ...
    """unreviewed, counts as level 4"""
    general_availability: BookingsAvailability | None = ...
    """unreviewed, counts as level 4"""
    is_meeting_invite_to_customers_enabled: bool | None = ...
    maximum_advance: str | None = ...
    """unreviewed, counts as level 4"""
    minimum_lead_time: str | None = ...
    """unreviewed, counts as level 4"""
    send_confirmations_to_owner: bool | None = ...
    time_slot_interval: str | None = ...
    """unreviewed, counts as level 4"""

class BookingWorkHours(Complex, frozen=True):
    """The complex type bookingWorkHours."""
    day: DayOfWeek | str | None = ...
    """unreviewed, counts as level 4"""
    time_slots: list[BookingWorkTimeSlot] | None = ...
    """unreviewed, counts as level 4"""

class BookingWorkTimeSlot(Complex, frozen=True):
    """The complex type bookingWorkTimeSlot."""
    end_time: str | None = ...
    """unreviewed, counts as level 4"""
    start_time: str | None = ...
    """unreviewed, counts as level 4"""

class BookingsAvailability(Complex, frozen=True):
    """The complex type bookingsAvailability."""
    availability_type: BookingsServiceAvailabilityType | str | None = ...
    """unreviewed, counts as level 4"""
    business_hours: list[BookingWorkHours] | None = ...
    """unreviewed, counts as level 4"""

class BookingsAvailabilityWindow(Complex, frozen=True):
    """The complex type bookingsAvailabilityWindow."""
    availability_type: BookingsServiceAvailabilityType | str | None = ...
    """unreviewed, counts as level 4"""
    business_hours: list[BookingWorkHours] | None = ...
    """unreviewed, counts as level 4"""
    end_date: _dt.date | None = ...
    """unreviewed, counts as level 4"""
    start_date: _dt.date | None = ...
    """unreviewed, counts as level 4"""

class BooleanColumn(Complex, frozen=True):
    """The complex type booleanColumn."""

class BroadcastMeetingCaptionSettings(Complex, frozen=True):
    """The complex type broadcastMeetingCaptionSettings."""
    is_caption_enabled: bool | None = ...
    spoken_language: str | None = ...
    """user.demographic.language, level 1, proposed"""
    translation_languages: list[str] | None = ...
    """user.demographic.language, level 1, proposed"""

class BroadcastMeetingSettings(Complex, frozen=True):
    """The complex type broadcastMeetingSettings."""
    allowed_audience: BroadcastMeetingAudience | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    captions: BroadcastMeetingCaptionSettings | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    is_attendee_report_enabled: bool | None = ...
    is_question_and_answer_enabled: bool | None = ...
    is_recording_enabled: bool | None = ...
    is_video_on_demand_enabled: bool | None = ...

class BucketAggregationDefinition(Complex, frozen=True):
    """The complex type bucketAggregationDefinition."""
    is_descending: bool | None = ...
    minimum_count: int | None = ...
    """unreviewed, counts as level 4"""
    prefix_filter: str | None = ...
    """unreviewed, counts as level 4"""
    ranges: list[BucketAggregationRange] | None = ...
    """unreviewed, counts as level 4"""
    sort_by: BucketAggregationSortProperty | str | None = ...
    """unreviewed, counts as level 4"""

class BucketAggregationRange(Complex, frozen=True):
    """The complex type bucketAggregationRange."""
    from_: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    to: str | None = ...
    """unreviewed, counts as level 4"""

class Bundle(Complex, frozen=True):
    """The complex type bundle."""
    album: Album | None = ...
    """unreviewed, counts as level 4"""
    child_count: int | None = ...
    """user.childrens, level 4, proposed"""

class CalculatedColumn(Complex, frozen=True):
    """The complex type calculatedColumn."""
    format: str | None = ...
    """unreviewed, counts as level 4"""
    formula: str | None = ...
    """unreviewed, counts as level 4"""
    output_type: str | None = ...
    """unreviewed, counts as level 4"""

class Certification(Complex, frozen=True):
    """The complex type certification."""
    certification_details_url: str | None = ...
    """user.workplace.education, level 2, proposed"""
    certification_expiration_date_time: _dt.datetime | None = ...
    """user.workplace.education, level 2, proposed"""
    is_certified_by_microsoft: bool | None = ...
    is_publisher_attested: bool | None = ...
    last_certification_date_time: _dt.datetime | None = ...
    """user.workplace.education, level 2, proposed"""

class ChangeNotification(Complex, frozen=True):
    """The complex type changeNotification."""
    change_type: ChangeType | str | None = ...
    """unreviewed, counts as level 4"""
    client_state: str | None = ...
    """user.contact.address.state, level 1, proposed"""
    encrypted_content: ChangeNotificationEncryptedContent | None = ...
    """unreviewed, counts as level 4"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    lifecycle_event: LifecycleEventType | str | None = ...
    """unreviewed, counts as level 4"""
    resource: str | None = ...
    """unreviewed, counts as level 4"""
    resource_data: ResourceData | None = ...
    """unreviewed, counts as level 4"""
    subscription_expiration_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    subscription_id: str | None = ...
    """unreviewed, counts as level 4"""
    tenant_id: str | None = ...
    """unreviewed, counts as level 4"""

class ChangeNotificationCollection(Complex, frozen=True):
    """The complex type changeNotificationCollection."""
    validation_tokens: list[str] | None = ...
    """unreviewed, counts as level 4"""
    value: list[ChangeNotification] | None = ...
    """unreviewed, counts as level 4"""

class ChangeNotificationEncryptedContent(Complex, frozen=True):
    """The complex type changeNotificationEncryptedContent."""
    data: str | None = ...
    """unreviewed, counts as level 4"""
    data_key: str | None = ...
    """unreviewed, counts as level 4"""
    data_signature: str | None = ...
    """unreviewed, counts as level 4"""
    encryption_certificate_id: str | None = ...
    """user.workplace.education, level 2, proposed"""
    encryption_certificate_thumbprint: str | None = ...
    """user.workplace.education, level 2, proposed"""

class ChannelIdentity(Complex, frozen=True):
    """The complex type channelIdentity."""
    channel_id: str | None = ...
    """unreviewed, counts as level 4"""
    team_id: str | None = ...
    """unreviewed, counts as level 4"""

class ChannelSummary(Complex, frozen=True):
    """The complex type channelSummary."""
    guests_count: int | None = ...
    """unreviewed, counts as level 4"""
    has_members_from_other_tenants: bool | None = ...
    members_count: int | None = ...
    """unreviewed, counts as level 4"""
    owners_count: int | None = ...
    """unreviewed, counts as level 4"""

class ChatInfo(Complex, frozen=True):
    """The complex type chatInfo."""
    message_id: str | None = ...
    """unreviewed, counts as level 4"""
    reply_chain_message_id: str | None = ...
    """unreviewed, counts as level 4"""
    thread_id: str | None = ...
    """unreviewed, counts as level 4"""

class ChatMessageAttachment(Complex, frozen=True):
    """The complex type chatMessageAttachment."""
    content: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    content_type: str | None = ...
    content_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""
    teams_app_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    thumbnail_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessageFromIdentitySet(Complex, frozen=True):
    """The complex type chatMessageFromIdentitySet."""
    application: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    device: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    user: Identity | None = ...
    """user.name, level 2, proposed"""

class ChatMessageHistoryItem(Complex, frozen=True):
    """The complex type chatMessageHistoryItem."""
    actions: ChatMessageActions | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    modified_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    reaction: ChatMessageReaction | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessageMention(Complex, frozen=True):
    """The complex type chatMessageMention."""
    id: int | None = ...
    """user.unique_id, level 1, proposed"""
    mentioned: ChatMessageMentionedIdentitySet | None = ...
    """unreviewed, counts as level 4"""
    mention_text: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessageMentionedIdentitySet(Complex, frozen=True):
    """The complex type chatMessageMentionedIdentitySet."""
    application: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    device: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    user: Identity | None = ...
    """user.name, level 2, proposed"""
    conversation: TeamworkConversationIdentity | None = ...
    """unreviewed, counts as level 4"""

class ChatMessagePolicyViolation(Complex, frozen=True):
    """The complex type chatMessagePolicyViolation."""
    dlp_action: ChatMessagePolicyViolationDlpActionTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    justification_text: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    policy_tip: ChatMessagePolicyViolationPolicyTip | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    user_action: ChatMessagePolicyViolationUserActionTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    verdict_details: ChatMessagePolicyViolationVerdictDetailsTypes | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessagePolicyViolationPolicyTip(Complex, frozen=True):
    """The complex type chatMessagePolicyViolationPolicyTip."""
    compliance_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    general_text: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    matched_condition_descriptions: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessageReaction(Complex, frozen=True):
    """The complex type chatMessageReaction."""
    created_date_time: _dt.datetime | None = ...
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    reaction_content_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    reaction_type: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    user: ChatMessageReactionIdentitySet | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class ChatMessageReactionIdentitySet(Complex, frozen=True):
    """The complex type chatMessageReactionIdentitySet."""
    application: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    device: Identity | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    user: Identity | None = ...
    """user.name, level 2, proposed"""

class ChatRestrictions(Complex, frozen=True):
    """The complex type chatRestrictions."""
    allow_text_only: bool | None = ...
    """unreviewed, counts as level 4"""

class ChatViewpoint(Complex, frozen=True):
    """The complex type chatViewpoint."""
    is_hidden: bool | None = ...
    last_message_read_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class ChoiceColumn(Complex, frozen=True):
    """The complex type choiceColumn."""
    allow_text_entry: bool | None = ...
    """unreviewed, counts as level 4"""
    choices: list[str] | None = ...
    """unreviewed, counts as level 4"""
    display_as: str | None = ...
    """unreviewed, counts as level 4"""

class CloudVideoInteropInfo(Complex, frozen=True):
    """The complex type cloudVideoInteropInfo."""
    more_info_web_url: str | None = ...
    """unreviewed, counts as level 4"""
    tenant_key: str | None = ...
    """unreviewed, counts as level 4"""
    video_teleconference_id: str | None = ...
    """unreviewed, counts as level 4"""

class CollapseProperty(Complex, frozen=True):
    """The complex type collapseProperty."""
    fields_: list[str] | None = ...
    """unreviewed, counts as level 4"""
    limit_: int | None = ...
    """unreviewed, counts as level 4"""

class ColumnValidation(Complex, frozen=True):
    """The complex type columnValidation."""
    default_language: str | None = ...
    """user.demographic.language, level 1, proposed"""
    descriptions: list[DisplayNameLocalization] | None = ...
    """unreviewed, counts as level 4"""
    formula: str | None = ...
    """unreviewed, counts as level 4"""

class ContentApprovalStatusColumn(Complex, frozen=True):
    """The complex type contentApprovalStatusColumn."""

class ContentTypeInfo(Complex, frozen=True):
    """The complex type contentTypeInfo."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""

class ContentTypeOrder(Complex, frozen=True):
    """The complex type contentTypeOrder."""
    default: bool | None = ...
    """unreviewed, counts as level 4"""
    position: int | None = ...
    """unreviewed, counts as level 4"""

class ConvertIdResult(Complex, frozen=True):
    """The complex type convertIdResult."""
    error_details: GenericError | None = ...
    """unreviewed, counts as level 4"""
    source_id: str | None = ...
    """unreviewed, counts as level 4"""
    target_id: str | None = ...
    """unreviewed, counts as level 4"""

class CurrencyColumn(Complex, frozen=True):
    """The complex type currencyColumn."""
    locale: str | None = ...
    """unreviewed, counts as level 4"""

class CustomSecurityAttributeValue(Complex, frozen=True):
    """The complex type customSecurityAttributeValue."""

class DateTimeColumn(Complex, frozen=True):
    """The complex type dateTimeColumn."""
    display_as: str | None = ...
    """unreviewed, counts as level 4"""
    format: str | None = ...
    """unreviewed, counts as level 4"""

class DateTimeTimeZone(Complex, frozen=True):
    """The complex type dateTimeTimeZone."""
    date_time: str | None = ...
    """unreviewed, counts as level 4"""
    time_zone: str | None = ...

class DefaultColumnValue(Complex, frozen=True):
    """The complex type defaultColumnValue."""
    formula: str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class Deleted(Complex, frozen=True):
    """The complex type deleted."""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""

class DeviceDetail(Complex, frozen=True):
    """The complex type deviceDetail."""
    browser: str | None = ...
    """user.device.device_id, level 2, proposed"""
    device_id: str | None = ...
    """user.device.device_id, level 2, proposed"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    is_compliant: bool | None = ...
    is_managed: bool | None = ...
    operating_system: str | None = ...
    """user.device.device_id, level 2, proposed"""
    trust_type: str | None = ...
    """user.device.device_id, level 2, proposed"""

class DisplayNameLocalization(Complex, frozen=True):
    """The complex type displayNameLocalization."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    language_tag: str | None = ...
    """user.demographic.language, level 1, proposed"""

class DocumentSet(Complex, frozen=True):
    """The complex type documentSet."""
    allowed_content_types: list[ContentTypeInfo] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    default_contents: list[DocumentSetContent] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    propagate_welcome_page_changes: bool | None = ...
    """user.content.private.attachment, level 4, proposed"""
    should_prefix_name_to_file: bool | None = ...
    """user.content.private.attachment, level 4, proposed"""
    welcome_page_url: str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    shared_columns: Mapping[str, object] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    welcome_page_columns: Mapping[str, object] | None = ...
    """user.content.private.attachment, level 4, proposed"""

class DocumentSetContent(Complex, frozen=True):
    """The complex type documentSetContent."""
    content_type: ContentTypeInfo | None = ...
    """user.name, level 2, proposed"""
    file_name: str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    folder_name: str | None = ...
    """user.content.private.attachment, level 4, proposed"""

class DomainState(Complex, frozen=True):
    """The complex type domainState."""
    last_action_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    operation: str | None = ...
    """unreviewed, counts as level 4"""
    status: str | None = ...
    """unreviewed, counts as level 4"""

class DriveItemSource(Complex, frozen=True):
    """The complex type driveItemSource."""
    application: DriveItemSourceApplication | str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    external_id: str | None = ...
    """user.content.private.attachment, level 4, proposed"""

class DriveItemUploadableProperties(Complex, frozen=True):
    """The complex type driveItemUploadableProperties."""
    description: str | None = ...
    """user.content.private.attachment, level 4, proposed"""
    drive_item_source: DriveItemSource | None = ...
    """user.content.private.attachment, level 4, proposed"""
    file_size: int | None = ...
    """user.content.private.attachment, level 4, proposed"""
    file_system_info: FileSystemInfo | None = ...
    """user.content.private.attachment, level 4, proposed"""
    media_source: MediaSource | None = ...
    """user.content.private.attachment, level 4, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""

class DriveRecipient(Complex, frozen=True):
    """The complex type driveRecipient."""
    alias: str | None = ...
    """unreviewed, counts as level 4"""
    email: str | None = ...
    """user.contact.email, level 2, proposed"""
    object_id: str | None = ...
    """unreviewed, counts as level 4"""

class EmailAddress(Complex, frozen=True):
    """The complex type emailAddress."""
    address: str | None = ...
    """user.contact.email, level 2, reviewed"""
    name: str | None = ...
    """user.name, level 2, reviewed"""

class EmployeeOrgData(Complex, frozen=True):
    """The complex type employeeOrgData."""
    cost_center: str | None = ...
    """unreviewed, counts as level 4"""
    division: str | None = ...

class EventMessageDetail(Complex, frozen=True):
    """The complex type eventMessageDetail."""

class ExternalLink(Complex, frozen=True):
    """The complex type externalLink."""
    href: str | None = ...
    """unreviewed, counts as level 4"""

class File(Complex, frozen=True):
    """The complex type file."""
    hashes: Hashes | None = ...
    """unreviewed, counts as level 4"""
    mime_type: str | None = ...
    """unreviewed, counts as level 4"""
    processing_metadata: bool | None = ...
    """unreviewed, counts as level 4"""

class FileSystemInfo(Complex, frozen=True):
    """The complex type fileSystemInfo."""
    created_date_time: _dt.datetime | None = ...
    last_accessed_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...

class Folder(Complex, frozen=True):
    """The complex type folder."""
    child_count: int | None = ...
    """user.childrens, level 4, proposed"""
    view: FolderView | None = ...
    """unreviewed, counts as level 4"""

class FolderView(Complex, frozen=True):
    """The complex type folderView."""
    sort_by: str | None = ...
    """unreviewed, counts as level 4"""
    sort_order: str | None = ...
    """unreviewed, counts as level 4"""
    view_type: str | None = ...
    """unreviewed, counts as level 4"""

class FollowupFlag(Complex, frozen=True):
    """The complex type followupFlag."""
    completed_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    due_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    flag_status: FollowupFlagStatus | str | None = ...
    """unreviewed, counts as level 4"""
    start_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""

class FreeBusyError(Complex, frozen=True):
    """The complex type freeBusyError."""
    message: str | None = ...
    """unreviewed, counts as level 4"""
    response_code: str | None = ...
    """unreviewed, counts as level 4"""

class GenericError(Complex, frozen=True):
    """The complex type genericError."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    message: str | None = ...
    """unreviewed, counts as level 4"""

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
    """unreviewed, counts as level 4"""
    quick_xor_hash: str | None = ...
    """unreviewed, counts as level 4"""
    sha1_hash: str | None = ...
    """unreviewed, counts as level 4"""
    sha256_hash: str | None = ...
    """unreviewed, counts as level 4"""

class HyperlinkOrPictureColumn(Complex, frozen=True):
    """The complex type hyperlinkOrPictureColumn."""
    is_picture: bool | None = ...

class Identity(Complex, frozen=True):
    """The complex type identity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""

class IdentitySet(Complex, frozen=True):
    """The complex type identitySet."""
    application: Identity | None = ...
    """unreviewed, counts as level 4"""
    device: Identity | None = ...
    """unreviewed, counts as level 4"""
    user: Identity | None = ...
    """user.name, level 2, proposed"""

class Image(Complex, frozen=True):
    """The complex type image."""
    height: int | None = ...
    width: int | None = ...

class ImplicitGrantSettings(Complex, frozen=True):
    """The complex type implicitGrantSettings."""
    enable_access_token_issuance: bool | None = ...
    """user.authorization.credentials, level 5, proposed"""
    enable_id_token_issuance: bool | None = ...
    """unreviewed, counts as level 4"""

class InformationalUrl(Complex, frozen=True):
    """The complex type informationalUrl."""
    logo_url: str | None = ...
    """user.content.self_image, level 3, proposed"""
    marketing_url: str | None = ...
    """unreviewed, counts as level 4"""
    privacy_statement_url: str | None = ...
    """unreviewed, counts as level 4"""
    support_url: str | None = ...
    """unreviewed, counts as level 4"""
    terms_of_service_url: str | None = ...
    """unreviewed, counts as level 4"""

class InternetMessageHeader(Complex, frozen=True):
    """The complex type internetMessageHeader."""
    name: str | None = ...
    """user.name, level 2, proposed"""
    value: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class InvitedUserMessageInfo(Complex, frozen=True):
    """The complex type invitedUserMessageInfo."""
    cc_recipients: list[Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    customized_message_body: str | None = ...
    """user.content.private, level 4, proposed"""
    message_language: str | None = ...
    """user.demographic.language, level 1, proposed"""

class ItemBody(Complex, frozen=True):
    """The complex type itemBody."""
    content: str | None = ...
    """user.content.private, level 4, reviewed"""
    content_type: BodyType | str | None = ...

class ItemReference(Complex, frozen=True):
    """The complex type itemReference."""
    drive_id: str | None = ...
    """unreviewed, counts as level 4"""
    drive_type: str | None = ...
    """unreviewed, counts as level 4"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""
    path: str | None = ...
    """unreviewed, counts as level 4"""
    share_id: str | None = ...
    """unreviewed, counts as level 4"""
    sharepoint_ids: SharepointIds | None = ...
    """unreviewed, counts as level 4"""
    site_id: str | None = ...
    """unreviewed, counts as level 4"""

class JoinMeetingIdSettings(Complex, frozen=True):
    """The complex type joinMeetingIdSettings."""
    is_passcode_required: bool | None = ...
    join_meeting_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    passcode: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class KeyCredential(Complex, frozen=True):
    """The complex type keyCredential."""
    custom_key_identifier: bytes | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    end_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    key: bytes | None = ...
    """unreviewed, counts as level 4"""
    key_id: str | None = ...
    """unreviewed, counts as level 4"""
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    usage: str | None = ...
    """unreviewed, counts as level 4"""

class KeyValue(Complex, frozen=True):
    """The complex type keyValue."""
    key: str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class KeyValuePair(Complex, frozen=True):
    """The complex type keyValuePair."""
    name: str | None = ...
    """user.name, level 2, proposed"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class LicenseAssignmentState(Complex, frozen=True):
    """The complex type licenseAssignmentState."""
    assigned_by_group: str | None = ...
    """unreviewed, counts as level 4"""
    disabled_plans: list[str] | None = ...
    """user.health_and_medical.disability, level 5, proposed"""
    error: str | None = ...
    """unreviewed, counts as level 4"""
    last_updated_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    sku_id: str | None = ...
    """unreviewed, counts as level 4"""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""

class LicenseProcessingState(Complex, frozen=True):
    """The complex type licenseProcessingState."""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""

class LicenseUnitsDetail(Complex, frozen=True):
    """The complex type licenseUnitsDetail."""
    enabled: int | None = ...
    """unreviewed, counts as level 4"""
    locked_out: int | None = ...
    """unreviewed, counts as level 4"""
    suspended: int | None = ...
    """unreviewed, counts as level 4"""
    warning: int | None = ...
    """unreviewed, counts as level 4"""

class ListInfo(Complex, frozen=True):
    """The complex type listInfo."""
    content_types_enabled: bool | None = ...
    """unreviewed, counts as level 4"""
    hidden: bool | None = ...
    """unreviewed, counts as level 4"""
    template: str | None = ...
    """unreviewed, counts as level 4"""

class LobbyBypassSettings(Complex, frozen=True):
    """The complex type lobbyBypassSettings."""
    is_dial_in_bypass_enabled: bool | None = ...
    scope_: LobbyBypassScope | str | None = ...
    """unreviewed, counts as level 4"""

class LocaleInfo(Complex, frozen=True):
    """The complex type localeInfo."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    locale: str | None = ...
    """unreviewed, counts as level 4"""

class Location(Complex, frozen=True):
    """The complex type location."""
    address: PhysicalAddress | None = ...
    """user.contact.address, level 3, proposed"""
    coordinates: OutlookGeoCoordinates | None = ...
    """user.location.precise, level 4, proposed"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    location_email_address: str | None = ...
    """user.contact.email, level 2, proposed"""
    location_type: LocationType | str | None = ...
    """unreviewed, counts as level 4"""
    location_uri: str | None = ...
    """unreviewed, counts as level 4"""
    unique_id: str | None = ...
    """unreviewed, counts as level 4"""
    unique_id_type: LocationUniqueIdType | str | None = ...
    """unreviewed, counts as level 4"""

class LocationConstraint(Complex, frozen=True):
    """The complex type locationConstraint."""
    is_required: bool | None = ...
    locations: list[LocationConstraintItem] | None = ...
    """unreviewed, counts as level 4"""
    suggest_location: bool | None = ...
    """unreviewed, counts as level 4"""

class LocationConstraintItem(Complex, frozen=True):
    """The complex type locationConstraintItem."""
    address: PhysicalAddress | None = ...
    """user.contact.address, level 3, proposed"""
    coordinates: OutlookGeoCoordinates | None = ...
    """user.location.precise, level 4, proposed"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    location_email_address: str | None = ...
    """user.contact.email, level 2, proposed"""
    location_type: LocationType | str | None = ...
    """unreviewed, counts as level 4"""
    location_uri: str | None = ...
    """unreviewed, counts as level 4"""
    unique_id: str | None = ...
    """unreviewed, counts as level 4"""
    unique_id_type: LocationUniqueIdType | str | None = ...
    """unreviewed, counts as level 4"""
    resolve_availability: bool | None = ...
    """unreviewed, counts as level 4"""

class LookupColumn(Complex, frozen=True):
    """The complex type lookupColumn."""
    allow_multiple_values: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_unlimited_length: bool | None = ...
    """unreviewed, counts as level 4"""
    column_name: str | None = ...
    """unreviewed, counts as level 4"""
    list_id: str | None = ...
    """unreviewed, counts as level 4"""
    primary_lookup_column_id: str | None = ...
    """unreviewed, counts as level 4"""

class MailboxSettings(Complex, frozen=True):
    """The complex type mailboxSettings."""
    archive_folder: str | None = ...
    """unreviewed, counts as level 4"""
    automatic_replies_setting: AutomaticRepliesSetting | None = ...
    """unreviewed, counts as level 4"""
    date_format: str | None = ...
    """unreviewed, counts as level 4"""
    delegate_meeting_message_delivery_options: DelegateMeetingMessageDeliveryOptions | str | None = ...
    """unreviewed, counts as level 4"""
    language: LocaleInfo | None = ...
    """unreviewed, counts as level 4"""
    time_format: str | None = ...
    """unreviewed, counts as level 4"""
    time_zone: str | None = ...
    user_purpose: UserPurpose | str | None = ...
    """unreviewed, counts as level 4"""
    working_hours: WorkingHours | None = ...
    """unreviewed, counts as level 4"""

class Malware(Complex, frozen=True):
    """The complex type malware."""
    description: str | None = ...
    """unreviewed, counts as level 4"""

class MediaSource(Complex, frozen=True):
    """The complex type mediaSource."""
    content_category: MediaSourceContentCategory | str | None = ...
    """unreviewed, counts as level 4"""

class MeetingParticipantInfo(Complex, frozen=True):
    """The complex type meetingParticipantInfo."""
    identity: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    role: OnlineMeetingRole | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    upn: str | None = ...
    """user.account.username, level 2, proposed"""

class MeetingParticipants(Complex, frozen=True):
    """The complex type meetingParticipants."""
    attendees: list[MeetingParticipantInfo] | None = ...
    """unreviewed, counts as level 4"""
    organizer: MeetingParticipantInfo | None = ...
    """unreviewed, counts as level 4"""

class MeetingTimeSuggestion(Complex, frozen=True):
    """The complex type meetingTimeSuggestion."""
    attendee_availability: list[AttendeeAvailability] | None = ...
    """unreviewed, counts as level 4"""
    confidence: float | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    locations: list[Location] | None = ...
    """user.location.precise, level 4, proposed"""
    meeting_time_slot: TimeSlot | None = ...
    """unreviewed, counts as level 4"""
    order: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    organizer_availability: FreeBusyStatus | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    suggestion_reason: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class MeetingTimeSuggestionsResult(Complex, frozen=True):
    """The complex type meetingTimeSuggestionsResult."""
    empty_suggestions_reason: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    meeting_time_suggestions: list[MeetingTimeSuggestion] | None = ...
    """unreviewed, counts as level 4"""

class MessageRuleActions(Complex, frozen=True):
    """The complex type messageRuleActions."""
    assign_categories: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    copy_to_folder: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    delete: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    forward_as_attachment_to: list[Recipient] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    forward_to: list[Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    mark_as_read: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    mark_importance: Importance | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    move_to_folder: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    permanent_delete: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    redirect_to: list[Recipient] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    stop_processing_rules: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class MessageRulePredicates(Complex, frozen=True):
    """The complex type messageRulePredicates."""
    body_contains: list[str] | None = ...
    """user.content.private, level 4, proposed"""
    body_or_subject_contains: list[str] | None = ...
    """user.content.private.subject_line, level 3, proposed"""
    categories: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    from_addresses: list[Recipient] | None = ...
    """user.contact.address, level 3, proposed"""
    has_attachments: bool | None = ...
    header_contains: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    importance: Importance | str | None = ...
    is_approval_request: bool | None = ...
    is_automatic_forward: bool | None = ...
    is_automatic_reply: bool | None = ...
    is_encrypted: bool | None = ...
    is_meeting_request: bool | None = ...
    is_meeting_response: bool | None = ...
    is_non_delivery_report: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    is_permission_controlled: bool | None = ...
    is_read_receipt: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    is_signed: bool | None = ...
    is_voicemail: bool | None = ...
    message_action_flag: MessageActionFlag | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    not_sent_to_me: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    recipient_contains: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    sender_contains: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    sensitivity: Sensitivity | str | None = ...
    sent_cc_me: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    sent_only_to_me: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    sent_to_addresses: list[Recipient] | None = ...
    """user.contact.address, level 3, proposed"""
    sent_to_me: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    sent_to_or_cc_me: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    subject_contains: list[str] | None = ...
    """user.content.private.subject_line, level 3, proposed"""
    within_size_range: SizeRange | None = ...
    """unreviewed, counts as level 4"""

class MetaDataKeyStringPair(Complex, frozen=True):
    """The complex type metaDataKeyStringPair."""
    key: str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class ModifiedProperty(Complex, frozen=True):
    """The complex type modifiedProperty."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    new_value: str | None = ...
    """unreviewed, counts as level 4"""
    old_value: str | None = ...
    """unreviewed, counts as level 4"""

class NotebookLinks(Complex, frozen=True):
    """The complex type notebookLinks."""
    one_note_client_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""
    one_note_web_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""

class NumberColumn(Complex, frozen=True):
    """The complex type numberColumn."""
    decimal_places: str | None = ...
    """unreviewed, counts as level 4"""
    display_as: str | None = ...
    """unreviewed, counts as level 4"""
    maximum: float | None = ...
    """unreviewed, counts as level 4"""
    minimum: float | None = ...
    """unreviewed, counts as level 4"""

class ObjectIdentity(Complex, frozen=True):
    """The complex type objectIdentity."""
    issuer: str | None = ...
    """unreviewed, counts as level 4"""
    issuer_assigned_id: str | None = ...
    """unreviewed, counts as level 4"""
    sign_in_type: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""

class OnPremisesExtensionAttributes(Complex, frozen=True):
    """The complex type onPremisesExtensionAttributes."""
    extension_attribute1: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute10: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute11: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute12: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute13: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute14: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute15: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute2: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute3: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute4: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute5: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute6: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute7: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute8: str | None = ...
    """unreviewed, counts as level 4"""
    extension_attribute9: str | None = ...
    """unreviewed, counts as level 4"""

class OnPremisesProvisioningError(Complex, frozen=True):
    """The complex type onPremisesProvisioningError."""
    category: str | None = ...
    """unreviewed, counts as level 4"""
    occurred_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    property_causing_error: str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class OnenotePatchContentCommand(Complex, frozen=True):
    """The complex type onenotePatchContentCommand."""
    action: OnenotePatchActionType | str | None = ...
    """unreviewed, counts as level 4"""
    content: str | None = ...
    """unreviewed, counts as level 4"""
    position: OnenotePatchInsertPosition | str | None = ...
    """unreviewed, counts as level 4"""
    target: str | None = ...
    """unreviewed, counts as level 4"""

class OnlineMeetingInfo(Complex, frozen=True):
    """The complex type onlineMeetingInfo."""
    conference_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    join_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    phones: list[Phone] | None = ...
    """unreviewed, counts as level 4"""
    quick_dial: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    toll_free_numbers: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    toll_number: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class OnlineMeetingSensitivityLabelAssignment(Complex, frozen=True):
    """The complex type onlineMeetingSensitivityLabelAssignment."""
    sensitivity_label_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class OperationError(Complex, frozen=True):
    """The complex type operationError."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    message: str | None = ...
    """unreviewed, counts as level 4"""

class OptionalClaim(Complex, frozen=True):
    """The complex type optionalClaim."""
    additional_properties: list[str] | None = ...
    """unreviewed, counts as level 4"""
    essential: bool | None = ...
    """unreviewed, counts as level 4"""
    name: str | None = ...
    """user.name, level 2, proposed"""
    source: str | None = ...
    """unreviewed, counts as level 4"""

class OptionalClaims(Complex, frozen=True):
    """The complex type optionalClaims."""
    access_token: list[OptionalClaim] | None = ...
    """user.authorization.credentials, level 5, proposed"""
    id_token: list[OptionalClaim] | None = ...
    """unreviewed, counts as level 4"""
    saml2_token: list[OptionalClaim] | None = ...
    """unreviewed, counts as level 4"""

class OutOfOfficeSettings(Complex, frozen=True):
    """The complex type outOfOfficeSettings."""
    is_out_of_office: bool | None = ...
    message: str | None = ...
    """unreviewed, counts as level 4"""

class OutlookGeoCoordinates(Complex, frozen=True):
    """The complex type outlookGeoCoordinates."""
    accuracy: float | None = ...
    """unreviewed, counts as level 4"""
    altitude: float | None = ...
    """user.location.precise, level 4, proposed"""
    altitude_accuracy: float | None = ...
    """user.location.precise, level 4, proposed"""
    latitude: float | None = ...
    """user.location.precise, level 4, proposed"""
    longitude: float | None = ...
    """user.location.precise, level 4, proposed"""

class Package(Complex, frozen=True):
    """The complex type package."""
    type: str | None = ...

class PageLinks(Complex, frozen=True):
    """The complex type pageLinks."""
    one_note_client_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""
    one_note_web_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""

class ParentalControlSettings(Complex, frozen=True):
    """The complex type parentalControlSettings."""
    countries_blocked_for_minors: list[str] | None = ...
    """unreviewed, counts as level 4"""
    legal_age_group_rule: str | None = ...
    """user.demographic.date_of_birth, level 3, proposed"""

class PasswordCredential(Complex, frozen=True):
    """The complex type passwordCredential."""
    custom_key_identifier: bytes | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    end_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    hint: str | None = ...
    """unreviewed, counts as level 4"""
    key_id: str | None = ...
    """unreviewed, counts as level 4"""
    secret_text: str | None = ...
    """user.authorization.credentials, level 5, proposed"""
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class PasswordProfile(Complex, frozen=True):
    """The complex type passwordProfile."""
    force_change_password_next_sign_in: bool | None = ...
    """user.authorization.password, level 5, proposed"""
    force_change_password_next_sign_in_with_mfa: bool | None = ...
    """user.authorization.password, level 5, proposed"""
    password: str | None = ...
    """user.authorization.password, level 5, proposed"""

class PatternedRecurrence(Complex, frozen=True):
    """The complex type patternedRecurrence."""
    pattern: RecurrencePattern | None = ...
    """unreviewed, counts as level 4"""
    range: RecurrenceRange | None = ...
    """unreviewed, counts as level 4"""

class PendingContentUpdate(Complex, frozen=True):
    """The complex type pendingContentUpdate."""
    queued_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class PendingOperations(Complex, frozen=True):
    """The complex type pendingOperations."""
    pending_content_update: PendingContentUpdate | None = ...
    """unreviewed, counts as level 4"""

class PermissionScope(Complex, frozen=True):
    """The complex type permissionScope."""
    admin_consent_description: str | None = ...
    """user.privacy_preferences, level 1, proposed"""
    admin_consent_display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    is_enabled: bool | None = ...
    origin: str | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    user_consent_description: str | None = ...
    """user.privacy_preferences, level 1, proposed"""
    user_consent_display_name: str | None = ...
    """user.name, level 2, proposed"""
    value: str | None = ...
    """unreviewed, counts as level 4"""

class PersonOrGroupColumn(Complex, frozen=True):
    """The complex type personOrGroupColumn."""
    allow_multiple_selection: bool | None = ...
    """unreviewed, counts as level 4"""
    choose_from_type: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    display_as: str | None = ...
    """unreviewed, counts as level 4"""

class PersonType(Complex, frozen=True):
    """The complex type personType."""
    class_: str | None = ...
    """unreviewed, counts as level 4"""
    subclass: str | None = ...
    """unreviewed, counts as level 4"""

class Phone(Complex, frozen=True):
    """The complex type phone."""
    language: str | None = ...
    """user.demographic.language, level 1, proposed"""
    number: str | None = ...
    """unreviewed, counts as level 4"""
    region: str | None = ...
    """unreviewed, counts as level 4"""
    type: PhoneType | str | None = ...

class Photo(Complex, frozen=True):
    """The complex type photo."""
    camera_make: str | None = ...
    """unreviewed, counts as level 4"""
    camera_model: str | None = ...
    """unreviewed, counts as level 4"""
    exposure_denominator: float | None = ...
    """unreviewed, counts as level 4"""
    exposure_numerator: float | None = ...
    """unreviewed, counts as level 4"""
    f_number: float | None = ...
    """unreviewed, counts as level 4"""
    focal_length: float | None = ...
    """unreviewed, counts as level 4"""
    iso: int | None = ...
    """unreviewed, counts as level 4"""
    orientation: int | None = ...
    """user.demographic.sexual_orientation, level 5, proposed"""
    taken_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

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
    """user.contact.address.city, level 1, proposed"""
    country_or_region: str | None = ...
    """user.contact.address.country, level 1, proposed"""
    office_location: str | None = ...
    """user.workplace, level 2, proposed"""
    postal_code: str | None = ...
    """user.contact.address.postal_code, level 3, proposed"""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""
    street: str | None = ...
    """user.contact.address.street, level 3, proposed"""

class PlannerAppliedCategories(Complex, frozen=True):
    """The complex type plannerAppliedCategories."""

class PlannerAssignments(Complex, frozen=True):
    """The complex type plannerAssignments."""

class PlannerCategoryDescriptions(Complex, frozen=True):
    """The complex type plannerCategoryDescriptions."""
    category1: str | None = ...
    """unreviewed, counts as level 4"""
    category10: str | None = ...
    """unreviewed, counts as level 4"""
    category11: str | None = ...
    """unreviewed, counts as level 4"""
    category12: str | None = ...
    """unreviewed, counts as level 4"""
    category13: str | None = ...
    """unreviewed, counts as level 4"""
    category14: str | None = ...
    """unreviewed, counts as level 4"""
    category15: str | None = ...
    """unreviewed, counts as level 4"""
    category16: str | None = ...
    """unreviewed, counts as level 4"""
    category17: str | None = ...
    """unreviewed, counts as level 4"""
    category18: str | None = ...
    """unreviewed, counts as level 4"""
    category19: str | None = ...
    """unreviewed, counts as level 4"""
    category2: str | None = ...
    """unreviewed, counts as level 4"""
    category20: str | None = ...
    """unreviewed, counts as level 4"""
    category21: str | None = ...
    """unreviewed, counts as level 4"""
    category22: str | None = ...
    """unreviewed, counts as level 4"""
    category23: str | None = ...
    """unreviewed, counts as level 4"""
    category24: str | None = ...
    """unreviewed, counts as level 4"""
    category25: str | None = ...
    """unreviewed, counts as level 4"""
    category3: str | None = ...
    """unreviewed, counts as level 4"""
    category4: str | None = ...
    """unreviewed, counts as level 4"""
    category5: str | None = ...
    """unreviewed, counts as level 4"""
    category6: str | None = ...
    """unreviewed, counts as level 4"""
    category7: str | None = ...
    """unreviewed, counts as level 4"""
    category8: str | None = ...
    """unreviewed, counts as level 4"""
    category9: str | None = ...
    """unreviewed, counts as level 4"""

class PlannerChecklistItems(Complex, frozen=True):
    """The complex type plannerChecklistItems."""

class PlannerExternalReferences(Complex, frozen=True):
    """The complex type plannerExternalReferences."""

class PlannerPlanContainer(Complex, frozen=True):
    """The complex type plannerPlanContainer."""
    container_id: str | None = ...
    """unreviewed, counts as level 4"""
    type: PlannerContainerType | str | None = ...
    url: str | None = ...
    """unreviewed, counts as level 4"""

class PlannerUserIds(Complex, frozen=True):
    """The complex type plannerUserIds."""

class PreAuthorizedApplication(Complex, frozen=True):
    """The complex type preAuthorizedApplication."""
    app_id: str | None = ...
    """unreviewed, counts as level 4"""
    delegated_permission_ids: list[str] | None = ...
    """unreviewed, counts as level 4"""

class PresenceStatusMessage(Complex, frozen=True):
    """The complex type presenceStatusMessage."""
    expiry_date_time: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    message: ItemBody | None = ...
    """user.content.private, level 4, reviewed"""
    published_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class PrivacyProfile(Complex, frozen=True):
    """The complex type privacyProfile."""
    contact_email: str | None = ...
    """user.contact.email, level 2, proposed"""
    statement_url: str | None = ...
    """unreviewed, counts as level 4"""

class ProvisionedPlan(Complex, frozen=True):
    """The complex type provisionedPlan."""
    capability_status: str | None = ...
    """unreviewed, counts as level 4"""
    provisioning_status: str | None = ...
    """unreviewed, counts as level 4"""
    service: str | None = ...
    """unreviewed, counts as level 4"""

class PublicClientApplication(Complex, frozen=True):
    """The complex type publicClientApplication."""
    redirect_uris: list[str] | None = ...
    """unreviewed, counts as level 4"""

class PublicError(Complex, frozen=True):
    """The complex type publicError."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    details: list[PublicErrorDetail] | None = ...
    """unreviewed, counts as level 4"""
    inner_error: PublicInnerError | None = ...
    """unreviewed, counts as level 4"""
    message: str | None = ...
    """unreviewed, counts as level 4"""
    target: str | None = ...
    """unreviewed, counts as level 4"""

class PublicErrorDetail(Complex, frozen=True):
    """The complex type publicErrorDetail."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    message: str | None = ...
    """unreviewed, counts as level 4"""
    target: str | None = ...
    """unreviewed, counts as level 4"""

class PublicInnerError(Complex, frozen=True):
    """The complex type publicInnerError."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    details: list[PublicErrorDetail] | None = ...
    """unreviewed, counts as level 4"""
    message: str | None = ...
    """unreviewed, counts as level 4"""
    target: str | None = ...
    """unreviewed, counts as level 4"""

class PublicationFacet(Complex, frozen=True):
    """The complex type publicationFacet."""
    checked_out_by: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    level: str | None = ...
    """unreviewed, counts as level 4"""
    version_id: str | None = ...
    """unreviewed, counts as level 4"""

class Quota(Complex, frozen=True):
    """The complex type quota."""
    deleted: int | None = ...
    remaining: int | None = ...
    """unreviewed, counts as level 4"""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""
    storage_plan_information: StoragePlanInformation | None = ...
    """unreviewed, counts as level 4"""
    total: int | None = ...
    """unreviewed, counts as level 4"""
    used: int | None = ...
    """unreviewed, counts as level 4"""

class ReactionsFacet(Complex, frozen=True):
    """The complex type reactionsFacet."""
    comment_count: int | None = ...
    """user.content.free_text, level 4, proposed"""
    like_count: int | None = ...
    """unreviewed, counts as level 4"""
    share_count: int | None = ...
    """unreviewed, counts as level 4"""

class Recipient(Complex, frozen=True):
    """The complex type recipient."""
    email_address: EmailAddress | None = ...
    """user.contact.email, level 2, proposed"""

class RecurrencePattern(Complex, frozen=True):
    """The complex type recurrencePattern."""
    day_of_month: int | None = ...
    """unreviewed, counts as level 4"""
    days_of_week: list[DayOfWeek | str] | None = ...
    """unreviewed, counts as level 4"""
    first_day_of_week: DayOfWeek | str | None = ...
    """unreviewed, counts as level 4"""
    index: WeekIndex | str | None = ...
    """unreviewed, counts as level 4"""
    interval: int | None = ...
    """unreviewed, counts as level 4"""
    month: int | None = ...
    """unreviewed, counts as level 4"""
    type: RecurrencePatternType | str | None = ...

class RecurrenceRange(Complex, frozen=True):
    """The complex type recurrenceRange."""
    end_date: _dt.date | None = ...
    """unreviewed, counts as level 4"""
    number_of_occurrences: int | None = ...
    """unreviewed, counts as level 4"""
    recurrence_time_zone: str | None = ...
    start_date: _dt.date | None = ...
    """unreviewed, counts as level 4"""
    type: RecurrenceRangeType | str | None = ...

class RedirectUriSettings(Complex, frozen=True):
    """The complex type redirectUriSettings."""
    index: int | None = ...
    """unreviewed, counts as level 4"""
    uri: str | None = ...
    """unreviewed, counts as level 4"""

class RemoteItem(Complex, frozen=True):
    """The complex type remoteItem."""
    created_by: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    file: File | None = ...
    """unreviewed, counts as level 4"""
    file_system_info: FileSystemInfo | None = ...
    """unreviewed, counts as level 4"""
    folder: Folder | None = ...
    """unreviewed, counts as level 4"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    image: Image | None = ...
    """unreviewed, counts as level 4"""
    last_modified_by: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    name: str | None = ...
    """user.name, level 2, proposed"""
    package: Package | None = ...
    """unreviewed, counts as level 4"""
    parent_reference: ItemReference | None = ...
    """unreviewed, counts as level 4"""
    shared: Shared | None = ...
    """unreviewed, counts as level 4"""
    sharepoint_ids: SharepointIds | None = ...
    """unreviewed, counts as level 4"""
    size: int | None = ...
    special_folder: SpecialFolder | None = ...
    """unreviewed, counts as level 4"""
    video: Video | None = ...
    """unreviewed, counts as level 4"""
    web_dav_url: str | None = ...
    """unreviewed, counts as level 4"""
    web_url: str | None = ...

class RequestSignatureVerification(Complex, frozen=True):
    """The complex type requestSignatureVerification."""
    allowed_weak_algorithms: WeakAlgorithms | str | None = ...
    """unreviewed, counts as level 4"""
    is_signed_request_required: bool | None = ...

class RequiredResourceAccess(Complex, frozen=True):
    """The complex type requiredResourceAccess."""
    resource_access: list[ResourceAccess] | None = ...
    """unreviewed, counts as level 4"""
    resource_app_id: str | None = ...
    """unreviewed, counts as level 4"""

class ResourceAccess(Complex, frozen=True):
    """The complex type resourceAccess."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    type: str | None = ...

class ResourceData(Complex, frozen=True):
    """The complex type resourceData."""

class ResourceSpecificPermission(Complex, frozen=True):
    """The complex type resourceSpecificPermission."""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    is_enabled: bool | None = ...
    value: str | None = ...
    """unreviewed, counts as level 4"""

class ResponseStatus(Complex, frozen=True):
    """The complex type responseStatus."""
    response: ResponseType | str | None = ...
    """unreviewed, counts as level 4"""
    time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class ResultTemplateDictionary(Complex, frozen=True):
    """The complex type resultTemplateDictionary."""

class ResultTemplateOption(Complex, frozen=True):
    """The complex type resultTemplateOption."""
    enable_result_template: bool | None = ...
    """unreviewed, counts as level 4"""

class Root(Complex, frozen=True):
    """The complex type root."""

class SamlSingleSignOnSettings(Complex, frozen=True):
    """The complex type samlSingleSignOnSettings."""
    relay_state: str | None = ...
    """user.contact.address.state, level 1, proposed"""

class ScheduleInformation(Complex, frozen=True):
    """The complex type scheduleInformation."""
    availability_view: str | None = ...
    """unreviewed, counts as level 4"""
    error: FreeBusyError | None = ...
    """unreviewed, counts as level 4"""
    schedule_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    schedule_items: list[ScheduleItem] | None = ...
    """unreviewed, counts as level 4"""
    working_hours: WorkingHours | None = ...
    """unreviewed, counts as level 4"""

class ScheduleItem(Complex, frozen=True):
    """The complex type scheduleItem."""
    end: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    is_private: bool | None = ...
    location: str | None = ...
    """unreviewed, counts as level 4"""
    start: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    status: FreeBusyStatus | str | None = ...
    """unreviewed, counts as level 4"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, proposed"""

class ScoredEmailAddress(Complex, frozen=True):
    """The complex type scoredEmailAddress."""
    address: str | None = ...
    """user.contact.address, level 3, proposed"""
    item_id: str | None = ...
    """unreviewed, counts as level 4"""
    relevance_score: float | None = ...
    """unreviewed, counts as level 4"""
    selection_likelihood: SelectionLikelihoodInfo | str | None = ...
    """unreviewed, counts as level 4"""

class SearchAggregation(Complex, frozen=True):
    """The complex type searchAggregation."""
    buckets: list[SearchBucket] | None = ...
    """unreviewed, counts as level 4"""
    field: str | None = ...
    """unreviewed, counts as level 4"""

class SearchAlteration(Complex, frozen=True):
    """The complex type searchAlteration."""
    altered_highlighted_query_string: str | None = ...
    """unreviewed, counts as level 4"""
    altered_query_string: str | None = ...
    """unreviewed, counts as level 4"""
    altered_query_tokens: list[AlteredQueryToken] | None = ...
    """unreviewed, counts as level 4"""

class SearchAlterationOptions(Complex, frozen=True):
    """The complex type searchAlterationOptions."""
    enable_modification: bool | None = ...
    """unreviewed, counts as level 4"""
    enable_suggestion: bool | None = ...
    """unreviewed, counts as level 4"""

class SearchBucket(Complex, frozen=True):
    """The complex type searchBucket."""
    aggregation_filter_token: str | None = ...
    """unreviewed, counts as level 4"""
    count: int | None = ...
    """unreviewed, counts as level 4"""
    key: str | None = ...
    """unreviewed, counts as level 4"""

class SearchHit(Complex, frozen=True):
    """The complex type searchHit."""
    content_source: str | None = ...
    """unreviewed, counts as level 4"""
    hit_id: str | None = ...
    """unreviewed, counts as level 4"""
    is_collapsed: bool | None = ...
    rank: int | None = ...
    """unreviewed, counts as level 4"""
    result_template_id: str | None = ...
    """unreviewed, counts as level 4"""
    summary: str | None = ...
    """unreviewed, counts as level 4"""
    resource: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class SearchHitsContainer(Complex, frozen=True):
    """The complex type searchHitsContainer."""
    aggregations: list[SearchAggregation] | None = ...
    """unreviewed, counts as level 4"""
    hits: list[SearchHit] | None = ...
    """unreviewed, counts as level 4"""
    more_results_available: bool | None = ...
    """unreviewed, counts as level 4"""
    total: int | None = ...
    """unreviewed, counts as level 4"""

class SearchQuery(Complex, frozen=True):
    """The complex type searchQuery."""
    query_string: str | None = ...
    """unreviewed, counts as level 4"""
    query_template: str | None = ...
    """unreviewed, counts as level 4"""

class SearchRequest(Complex, frozen=True):
    """The complex type searchRequest."""
    aggregation_filters: list[str] | None = ...
    """unreviewed, counts as level 4"""
    aggregations: list[AggregationOption] | None = ...
    """unreviewed, counts as level 4"""
    collapse_properties: list[CollapseProperty] | None = ...
    """unreviewed, counts as level 4"""
    content_sources: list[str] | None = ...
    """unreviewed, counts as level 4"""
    enable_top_results: bool | None = ...
    """unreviewed, counts as level 4"""
    entity_types: list[EntityType | str] | None = ...
    """unreviewed, counts as level 4"""
    fields_: list[str] | None = ...
    """unreviewed, counts as level 4"""
    from_: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    query: SearchQuery | None = ...
    """unreviewed, counts as level 4"""
    query_alteration_options: SearchAlterationOptions | None = ...
    """unreviewed, counts as level 4"""
    region: str | None = ...
    """unreviewed, counts as level 4"""
    result_template_options: ResultTemplateOption | None = ...
    """unreviewed, counts as level 4"""
    share_point_one_drive_options: SharePointOneDriveOptions | None = ...
    """unreviewed, counts as level 4"""
    size: int | None = ...
    sort_properties: list[SortProperty] | None = ...
    """unreviewed, counts as level 4"""

class SearchResponse(Complex, frozen=True):
    """The complex type searchResponse."""
    hits_containers: list[SearchHitsContainer] | None = ...
    """unreviewed, counts as level 4"""
    query_alteration_response: AlterationResponse | None = ...
    """unreviewed, counts as level 4"""
    result_templates: ResultTemplateDictionary | None = ...
    """unreviewed, counts as level 4"""
    search_terms: list[str] | None = ...
    """unreviewed, counts as level 4"""

class SearchResult(Complex, frozen=True):
    """The complex type searchResult."""
    on_click_telemetry_url: str | None = ...
    """unreviewed, counts as level 4"""

class SectionLinks(Complex, frozen=True):
    """The complex type sectionLinks."""
    one_note_client_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""
    one_note_web_url: ExternalLink | None = ...
    """user.content.free_text, level 4, proposed"""

class ServerProcessedContent(Complex, frozen=True):
    """The complex type serverProcessedContent."""
    html_strings: list[MetaDataKeyStringPair] | None = ...
    """unreviewed, counts as level 4"""
    image_sources: list[MetaDataKeyStringPair] | None = ...
    """unreviewed, counts as level 4"""
    links: list[MetaDataKeyStringPair] | None = ...
    """unreviewed, counts as level 4"""
    searchable_plain_texts: list[MetaDataKeyStringPair] | None = ...
    """unreviewed, counts as level 4"""

class ServiceHealthIssuePost(Complex, frozen=True):
    """The complex type serviceHealthIssuePost."""
    created_date_time: _dt.datetime | None = ...
    description: ItemBody | None = ...
    """unreviewed, counts as level 4"""
    post_type: PostType | str | None = ...
    """unreviewed, counts as level 4"""

class ServicePlanInfo(Complex, frozen=True):
    """The complex type servicePlanInfo."""
    applies_to: str | None = ...
    """unreviewed, counts as level 4"""
    provisioning_status: str | None = ...
    """unreviewed, counts as level 4"""
    service_plan_id: str | None = ...
    """unreviewed, counts as level 4"""
    service_plan_name: str | None = ...
    """unreviewed, counts as level 4"""

class ServicePrincipalLockConfiguration(Complex, frozen=True):
    """The complex type servicePrincipalLockConfiguration."""
    all_properties: bool | None = ...
    """unreviewed, counts as level 4"""
    credentials_with_usage_sign: bool | None = ...
    """unreviewed, counts as level 4"""
    credentials_with_usage_verify: bool | None = ...
    """unreviewed, counts as level 4"""
    is_enabled: bool | None = ...
    token_encryption_key_id: bool | None = ...
    """unreviewed, counts as level 4"""

class ServiceProvisioningError(Complex, frozen=True):
    """The complex type serviceProvisioningError."""
    created_date_time: _dt.datetime | None = ...
    is_resolved: bool | None = ...
    service_instance: str | None = ...
    """unreviewed, counts as level 4"""

class ServiceUpdateMessageViewpoint(Complex, frozen=True):
    """The complex type serviceUpdateMessageViewpoint."""
    is_archived: bool | None = ...
    is_favorited: bool | None = ...
    is_read: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""

class SharePointGroupIdentity(Complex, frozen=True):
    """The complex type sharePointGroupIdentity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    principal_id: str | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""

class SharePointIdentity(Complex, frozen=True):
    """The complex type sharePointIdentity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    login_name: str | None = ...
    """user.account.username, level 2, proposed"""

class SharePointIdentitySet(Complex, frozen=True):
    """The complex type sharePointIdentitySet."""
    application: Identity | None = ...
    """unreviewed, counts as level 4"""
    device: Identity | None = ...
    """unreviewed, counts as level 4"""
    user: Identity | None = ...
    """user.name, level 2, proposed"""
    group: Identity | None = ...
    """unreviewed, counts as level 4"""
    share_point_group: SharePointGroupIdentity | None = ...
    """unreviewed, counts as level 4"""
    site_group: SharePointIdentity | None = ...
    """unreviewed, counts as level 4"""
    site_user: SharePointIdentity | None = ...
    """unreviewed, counts as level 4"""

class SharePointOneDriveOptions(Complex, frozen=True):
    """The complex type sharePointOneDriveOptions."""
    include_content: SearchContent | str | None = ...
    """unreviewed, counts as level 4"""

class Shared(Complex, frozen=True):
    """The complex type shared."""
    owner: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    scope_: str | None = ...
    """unreviewed, counts as level 4"""
    shared_by: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    shared_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class SharepointIds(Complex, frozen=True):
    """The complex type sharepointIds."""
    list_id: str | None = ...
    """unreviewed, counts as level 4"""
    list_item_id: str | None = ...
    """unreviewed, counts as level 4"""
    list_item_unique_id: str | None = ...
    """unreviewed, counts as level 4"""
    site_id: str | None = ...
    """unreviewed, counts as level 4"""
    site_url: str | None = ...
    """unreviewed, counts as level 4"""
    tenant_id: str | None = ...
    """unreviewed, counts as level 4"""
    web_id: str | None = ...
    """unreviewed, counts as level 4"""

class SharingInvitation(Complex, frozen=True):
    """The complex type sharingInvitation."""
    email: str | None = ...
    """user.contact.email, level 2, proposed"""
    invited_by: IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    redeemed_by: str | None = ...
    """unreviewed, counts as level 4"""
    sign_in_required: bool | None = ...
    """user.behavior.sign_in, level 3, proposed"""

class SharingLink(Complex, frozen=True):
    """The complex type sharingLink."""
    application: Identity | None = ...
    """unreviewed, counts as level 4"""
    prevents_download: bool | None = ...
    """unreviewed, counts as level 4"""
    scope_: str | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    web_html: str | None = ...
    """unreviewed, counts as level 4"""
    web_url: str | None = ...

class ShiftActivity(Complex, frozen=True):
    """The complex type shiftActivity."""
    code: str | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    end_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    is_paid: bool | None = ...
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    theme: ScheduleEntityTheme | str | None = ...
    """unreviewed, counts as level 4"""

class ShiftItem(Complex, frozen=True):
    """The complex type shiftItem."""
    end_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    theme: ScheduleEntityTheme | str | None = ...
    """unreviewed, counts as level 4"""
    activities: list[ShiftActivity] | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, proposed"""

class SignInActivity(Complex, frozen=True):
    """The complex type signInActivity."""
    last_non_interactive_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    last_non_interactive_sign_in_request_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    last_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    last_sign_in_request_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    last_successful_sign_in_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    last_successful_sign_in_request_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""

class SignInLocation(Complex, frozen=True):
    """The complex type signInLocation."""
    city: str | None = ...
    """user.contact.address.city, level 1, proposed"""
    country_or_region: str | None = ...
    """user.contact.address.country, level 1, proposed"""
    geo_coordinates: GeoCoordinates | None = ...
    """user.location.precise, level 4, proposed"""
    state: str | None = ...
    """user.contact.address.state, level 1, proposed"""

class SignInStatus(Complex, frozen=True):
    """The complex type signInStatus."""
    additional_details: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    error_code: int | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    failure_reason: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""

class SiteArchivalDetails(Complex, frozen=True):
    """The complex type siteArchivalDetails."""
    archive_status: SiteArchiveStatus | str | None = ...
    """unreviewed, counts as level 4"""

class SiteCollection(Complex, frozen=True):
    """The complex type siteCollection."""
    archival_details: SiteArchivalDetails | None = ...
    """unreviewed, counts as level 4"""
    data_location_code: str | None = ...
    """unreviewed, counts as level 4"""
    hostname: str | None = ...
    """unreviewed, counts as level 4"""
    root: Root | None = ...
    """unreviewed, counts as level 4"""

class SizeRange(Complex, frozen=True):
    """The complex type sizeRange."""
    maximum_size: int | None = ...
    """unreviewed, counts as level 4"""
    minimum_size: int | None = ...
    """unreviewed, counts as level 4"""

class SortProperty(Complex, frozen=True):
    """The complex type sortProperty."""
    is_descending: bool | None = ...
    name: str | None = ...
    """user.name, level 2, proposed"""

class SpaApplication(Complex, frozen=True):
    """The complex type spaApplication."""
    redirect_uris: list[str] | None = ...
    """unreviewed, counts as level 4"""

class SpecialFolder(Complex, frozen=True):
    """The complex type specialFolder."""
    name: str | None = ...
    """user.name, level 2, proposed"""

class StoragePlanInformation(Complex, frozen=True):
    """The complex type storagePlanInformation."""
    upgrade_available: bool | None = ...
    """unreviewed, counts as level 4"""

class SystemFacet(Complex, frozen=True):
    """The complex type systemFacet."""

class TargetResource(Complex, frozen=True):
    """The complex type targetResource."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    group_type: GroupType | str | None = ...
    """unreviewed, counts as level 4"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    modified_properties: list[ModifiedProperty] | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    user_principal_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class TeamFunSettings(Complex, frozen=True):
    """The complex type teamFunSettings."""
    allow_custom_memes: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_giphy: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_stickers_and_memes: bool | None = ...
    """unreviewed, counts as level 4"""
    giphy_content_rating: GiphyRatingType | str | None = ...
    """unreviewed, counts as level 4"""

class TeamGuestSettings(Complex, frozen=True):
    """The complex type teamGuestSettings."""
    allow_create_update_channels: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_delete_channels: bool | None = ...
    """unreviewed, counts as level 4"""

class TeamMemberSettings(Complex, frozen=True):
    """The complex type teamMemberSettings."""
    allow_add_remove_apps: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_create_private_channels: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_create_update_channels: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_create_update_remove_connectors: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_create_update_remove_tabs: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_delete_channels: bool | None = ...
    """unreviewed, counts as level 4"""

class TeamMessagingSettings(Complex, frozen=True):
    """The complex type teamMessagingSettings."""
    allow_channel_mentions: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    allow_owner_delete_messages: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_team_mentions: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    allow_user_delete_messages: bool | None = ...
    """unreviewed, counts as level 4"""
    allow_user_edit_messages: bool | None = ...
    """unreviewed, counts as level 4"""

class TeamSummary(Complex, frozen=True):
    """The complex type teamSummary."""
    guests_count: int | None = ...
    """unreviewed, counts as level 4"""
    members_count: int | None = ...
    """unreviewed, counts as level 4"""
    owners_count: int | None = ...
    """unreviewed, counts as level 4"""

class TeamworkActivityTopic(Complex, frozen=True):
    """The complex type teamworkActivityTopic."""
    source: TeamworkActivityTopicSource | str | None = ...
    """unreviewed, counts as level 4"""
    value: str | None = ...
    """unreviewed, counts as level 4"""
    web_url: str | None = ...

class TeamworkConversationIdentity(Complex, frozen=True):
    """The complex type teamworkConversationIdentity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    conversation_identity_type: TeamworkConversationIdentityType | str | None = ...
    """unreviewed, counts as level 4"""

class TeamworkNotificationRecipient(Complex, frozen=True):
    """The complex type teamworkNotificationRecipient."""

class TeamworkOnlineMeetingInfo(Complex, frozen=True):
    """The complex type teamworkOnlineMeetingInfo."""
    calendar_event_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    join_web_url: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    organizer: TeamworkUserIdentity | None = ...
    """unreviewed, counts as level 4"""

class TeamworkUserIdentity(Complex, frozen=True):
    """The complex type teamworkUserIdentity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    user_identity_type: TeamworkUserIdentityType | str | None = ...
    """unreviewed, counts as level 4"""

class TermColumn(Complex, frozen=True):
    """The complex type termColumn."""
    allow_multiple_values: bool | None = ...
    """unreviewed, counts as level 4"""
    show_fully_qualified_name: bool | None = ...
    parent_term: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    term_set: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class TextColumn(Complex, frozen=True):
    """The complex type textColumn."""
    allow_multiple_lines: bool | None = ...
    """unreviewed, counts as level 4"""
    append_changes_to_existing_text: bool | None = ...
    """unreviewed, counts as level 4"""
    lines_for_editing: int | None = ...
    """unreviewed, counts as level 4"""
    max_length: int | None = ...
    """unreviewed, counts as level 4"""
    text_type: str | None = ...
    """unreviewed, counts as level 4"""

class Thumbnail(Complex, frozen=True):
    """The complex type thumbnail."""
    content: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    height: int | None = ...
    source_item_id: str | None = ...
    """unreviewed, counts as level 4"""
    url: str | None = ...
    """unreviewed, counts as level 4"""
    width: int | None = ...

class ThumbnailColumn(Complex, frozen=True):
    """The complex type thumbnailColumn."""

class TimeConstraint(Complex, frozen=True):
    """The complex type timeConstraint."""
    activity_domain: ActivityDomain | str | None = ...
    """unreviewed, counts as level 4"""
    time_slots: list[TimeSlot] | None = ...
    """unreviewed, counts as level 4"""

class TimeSlot(Complex, frozen=True):
    """The complex type timeSlot."""
    end: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    start: DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""

class TimeZoneBase(Complex, frozen=True):
    """The complex type timeZoneBase."""
    name: str | None = ...
    """user.name, level 2, proposed"""

class TitleArea(Complex, frozen=True):
    """The complex type titleArea."""
    alternative_text: str | None = ...
    """unreviewed, counts as level 4"""
    enable_gradient_effect: bool | None = ...
    """unreviewed, counts as level 4"""
    image_web_url: str | None = ...
    """unreviewed, counts as level 4"""
    layout: TitleAreaLayoutType | str | None = ...
    """unreviewed, counts as level 4"""
    server_processed_content: ServerProcessedContent | None = ...
    """unreviewed, counts as level 4"""
    show_author: bool | None = ...
    show_published_date: bool | None = ...
    show_text_block_above_title: bool | None = ...
    text_above_title: str | None = ...
    """user.name, level 2, proposed"""
    text_alignment: TitleAreaTextAlignmentType | str | None = ...
    """unreviewed, counts as level 4"""

class UploadSession(Complex, frozen=True):
    """The complex type uploadSession."""
    expiration_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    next_expected_ranges: list[str] | None = ...
    """unreviewed, counts as level 4"""
    upload_url: str | None = ...
    """unreviewed, counts as level 4"""

class UserIdentity(Complex, frozen=True):
    """The complex type userIdentity."""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    ip_address: str | None = ...
    """user.device.ip_address, level 2, proposed"""
    user_principal_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class UserPrint(Complex, frozen=True):
    """The complex type userPrint."""
    recent_printer_shares: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class UserWorkLocation(Complex, frozen=True):
    """The complex type userWorkLocation."""
    place_id: str | None = ...
    """unreviewed, counts as level 4"""
    source: WorkLocationSource | str | None = ...
    """unreviewed, counts as level 4"""
    work_location_type: WorkLocationType | str | None = ...
    """unreviewed, counts as level 4"""

class VerifiedDomain(Complex, frozen=True):
    """The complex type verifiedDomain."""
    capabilities: str | None = ...
    """unreviewed, counts as level 4"""
    is_default: bool | None = ...
    is_initial: bool | None = ...
    name: str | None = ...
    """user.name, level 2, proposed"""
    type: str | None = ...

class VerifiedPublisher(Complex, frozen=True):
    """The complex type verifiedPublisher."""
    added_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    verified_publisher_id: str | None = ...
    """unreviewed, counts as level 4"""

class Video(Complex, frozen=True):
    """The complex type video."""
    audio_bits_per_sample: int | None = ...
    """unreviewed, counts as level 4"""
    audio_channels: int | None = ...
    """unreviewed, counts as level 4"""
    audio_format: str | None = ...
    """unreviewed, counts as level 4"""
    audio_samples_per_second: int | None = ...
    """unreviewed, counts as level 4"""
    bitrate: int | None = ...
    """unreviewed, counts as level 4"""
    duration: int | None = ...
    """unreviewed, counts as level 4"""
    four_cc: str | None = ...
    """unreviewed, counts as level 4"""
    frame_rate: float | None = ...
    """unreviewed, counts as level 4"""
    height: int | None = ...
    width: int | None = ...

class WatermarkProtectionValues(Complex, frozen=True):
    """The complex type watermarkProtectionValues."""
    is_enabled_for_content_sharing: bool | None = ...
    is_enabled_for_video: bool | None = ...

class WebApplication(Complex, frozen=True):
    """The complex type webApplication."""
    home_page_url: str | None = ...
    """user.contact.url, level 1, proposed"""
    implicit_grant_settings: ImplicitGrantSettings | None = ...
    """user.authorization.credentials, level 5, proposed"""
    logout_url: str | None = ...
    """unreviewed, counts as level 4"""
    redirect_uris: list[str] | None = ...
    """unreviewed, counts as level 4"""
    redirect_uri_settings: list[RedirectUriSettings] | None = ...
    """unreviewed, counts as level 4"""

class Website(Complex, frozen=True):
    """The complex type website."""
    address: str | None = ...
    """user.contact.address, level 3, proposed"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    type: WebsiteType | str | None = ...

class WorkingHours(Complex, frozen=True):
    """The complex type workingHours."""
    days_of_week: list[DayOfWeek | str] | None = ...
    """unreviewed, counts as level 4"""
    end_time: str | None = ...
    """unreviewed, counts as level 4"""
    start_time: str | None = ...
    """unreviewed, counts as level 4"""
    time_zone: TimeZoneBase | None = ...
    """user.name, level 2, proposed"""
